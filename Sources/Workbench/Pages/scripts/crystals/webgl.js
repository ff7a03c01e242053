// A crystal drawn by three.js: one mesh for all spheres of a kind and one for all sticks of a colour.

import { colour } from '../theme.js';

/** Whether the browser has WebGL at all; three.js writes an error where it is asked in vain. */
export function hasWebGL() {
  const context = document.createElement('canvas').getContext('webgl');
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}

export async function webGLDrawer(place) {
  const three = await import('/libraries/three/three.module.js');
  const renderer = new three.WebGLRenderer({ antialias: true, alpha: true, preserveDrawingBuffer: true });
  renderer.setPixelRatio(devicePixelRatio);
  place.append(renderer.domElement);
  const world = new three.Scene();
  const camera = new three.OrthographicCamera(-1, 1, 1, -1, -500, 500);
  const crystal = new three.Group();
  crystal.matrixAutoUpdate = false;
  const lamp = new three.DirectionalLight(0xffffff, 0.75);
  lamp.position.set(-1, 1.5, 2.5);
  const halo = new three.Mesh(new three.SphereGeometry(1, 24, 16), new three.MeshBasicMaterial({ transparent: true, opacity: 0.3, side: three.BackSide }));
  world.add(crystal, lamp, new three.AmbientLight(0xffffff, 0.55));
  const made = [];
  const keep = (thing) => { made.push(thing); return thing; };

  function clear() {
    crystal.remove(...crystal.children);
    made.splice(0).forEach((thing) => thing.dispose());
  }

  function spheres(atoms) {
    const kinds = new Map();
    for (const atom of atoms) for (const wedge of atom.wedges) {
      const name = `${wedge.colour} ${wedge.start} ${wedge.share} ${atom.ghost}`;
      if (!kinds.has(name)) kinds.set(name, { wedge, ghost: atom.ghost, atoms: [] });
      kinds.get(name).atoms.push(atom);
    }
    const fineness = atoms.length > 500 ? 16 : 32;
    for (const { wedge, ghost, atoms: some } of kinds.values()) {
      const shape = keep(new three.SphereBufferGeometry(1, fineness, fineness / 2, 2 * Math.PI * wedge.start, 2 * Math.PI * wedge.share));
      const skin = keep(new three.MeshPhongMaterial({ color: wedge.colour, shininess: 40, specular: 0x333333, transparent: Boolean(ghost), opacity: ghost ? 0.5 : 1 }));
      const mesh = new three.InstancedMesh(shape, skin, some.length);
      some.forEach(({ place: [x, y, z], radius }, index) => mesh.setMatrixAt(index, new three.Matrix4().makeScale(radius, radius, radius).setPosition(x, y, z)));
      mesh.frustumCulled = false;
      crystal.add(mesh);
    }
  }

  function sticks(list) {
    const colours = new Map();
    for (const stick of list) colours.set(stick.colour, [...(colours.get(stick.colour) ?? []), stick]);
    for (const [ink, some] of colours) {
      // One for each mesh: three.js r111 takes the places of the last mesh for the next of the same shape.
      const shape = keep(new three.CylinderBufferGeometry(1, 1, 1, 12, 1, true));
      const mesh = new three.InstancedMesh(shape, keep(new three.MeshPhongMaterial({ color: ink ?? colour('--accent'), shininess: 20, specular: 0x222222 })), some.length);
      some.forEach((stick, index) => mesh.setMatrixAt(index, between(stick)));
      mesh.frustumCulled = false;
      crystal.add(mesh);
    }
  }

  function between({ from, to, radius }) {
    const [start, end] = [new three.Vector3(...from), new three.Vector3(...to)];
    const way = end.clone().sub(start);
    const turn = new three.Quaternion().setFromUnitVectors(new three.Vector3(0, 1, 0), way.clone().normalize());
    return new three.Matrix4().compose(start.add(end).multiplyScalar(0.5), turn, new three.Vector3(radius, way.length(), radius));
  }

  function edges(list) {
    const shape = keep(new three.BufferGeometry());
    shape.setAttribute('position', new three.Float32BufferAttribute(list.flatMap(([from, to]) => [...from, ...to]), 3));
    crystal.add(new three.LineSegments(shape, keep(new three.LineBasicMaterial({ color: colour('--strong-line') }))));
  }

  function surround({ place: [x, y, z], radius }, ink) {
    halo.material.color.set(ink);
    halo.scale.setScalar(radius * 1.35);
    halo.position.set(x, y, z);
    crystal.add(halo);
  }

  let central = null;
  return {
    canvas: renderer.domElement,
    set(scene) {
      clear();
      spheres(scene.atoms);
      sticks(scene.sticks);
      edges(scene.edges);
      central = scene.atoms.find((atom) => atom.central) ?? null;
    },
    resize(width, height) { renderer.setSize(width, height); },
    draw(turning, scale, chosen) {
      const [right, up, towards] = turning;
      crystal.matrix.set(...right, 0, ...up, 0, ...towards, 0, 0, 0, 0, 1);
      crystal.remove(halo);
      if (chosen ?? central) surround(chosen ?? central, colour(chosen ? '--ink' : '--accent'));
      const { width, height } = renderer.getSize(new three.Vector2());
      Object.assign(camera, { left: -width / 2 / scale, right: width / 2 / scale, top: height / 2 / scale, bottom: -height / 2 / scale });
      camera.updateProjectionMatrix();
      renderer.render(world, camera);
    },
    end() {
      clear();
      halo.geometry.dispose();
      halo.material.dispose();
      renderer.dispose();
      renderer.forceContextLoss();
      renderer.domElement.remove();
    },
  };
}
