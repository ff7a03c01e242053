// What pointers, wheel and keys mean on the diagram.

const steps = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };

/**
 * @param target the canvas that is touched.
 * @param actions {hover(x, y), leave(), pan(dx, dy), zoom(factor, x, y), reset(), loop(corners), loopEnd(), pick(),
 *   step(by), inner()}, in pixels of it.
 * @returns {tool(name), zoom(factor), end()}: the tool is "pan" or "lasso".
 */
export function gestures(target, actions) {
  const pointers = new Map();
  let tool = 'pan';
  let corners = null;
  let moved = 0;
  const at = (event) => { const box = target.getBoundingClientRect(); return [event.clientX - box.left, event.clientY - box.top]; };

  function down(event) {
    if (event.button > 0) return;
    try { target.setPointerCapture(event.pointerId); } catch { /* a pointer that was made up has no capture */ }
    pointers.set(event.pointerId, at(event));
    moved = 0;
    const wantsLoop = pointers.size === 1 && (tool === 'lasso') !== event.shiftKey;
    corners = wantsLoop ? [at(event)] : null;
  }

  function move(event) {
    const [x, y] = at(event);
    const before = pointers.get(event.pointerId);
    if (!before) { actions.hover(x, y); return; }
    moved += Math.hypot(x - before[0], y - before[1]);
    if (pointers.size === 2) pinch(event.pointerId, [x, y]);
    else if (corners) { corners.push([x, y]); actions.loop(corners); } else actions.pan(x - before[0], y - before[1]);
    pointers.set(event.pointerId, [x, y]);
  }

  /** Two fingers: what was between them stays between them. */
  function pinch(id, to) {
    const other = [...pointers].find(([key]) => key !== id)[1];
    const from = pointers.get(id);
    const distance = (point) => Math.max(10, Math.hypot(point[0] - other[0], point[1] - other[1]));
    actions.pan((to[0] - from[0]) / 2, (to[1] - from[1]) / 2);
    actions.zoom(distance(to) / distance(from), (to[0] + other[0]) / 2, (to[1] + other[1]) / 2);
  }

  function up(event) {
    if (!pointers.delete(event.pointerId)) return;
    if (corners) actions.loopEnd();
    corners = null;
    if (moved < 4) { actions.hover(...at(event)); actions.pick(); }
  }

  function wheel(event) {
    event.preventDefault();
    const lines = event.deltaMode === 1 ? 18 : 1;
    actions.zoom(Math.exp(-0.0016 * lines * event.deltaY), ...at(event));
  }

  function key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (steps[event.key]) actions.pan(...steps[event.key]);
    else if (event.key === '+' || event.key === '=') actions.zoom(1.3);
    else if (event.key === '-' || event.key === '_') actions.zoom(1 / 1.3);
    else if (event.key === '0' || event.key === 'Home') actions.reset();
    else if (event.key === 'n' || event.key === 'N' || event.key === 'т' || event.key === 'Т') actions.step(1);
    else if (event.key === 'p' || event.key === 'P' || event.key === 'з' || event.key === 'З') actions.step(-1);
    else if (event.key === 'Enter') actions.pick();
    else if (event.key === 'Escape') actions.leave();
    else return;
    event.preventDefault();
  }

  const listeners = { pointerdown: down, pointermove: move, pointerup: up, pointercancel: up, pointerleave: () => { if (!pointers.size) actions.leave(); }, wheel, keydown: key, dblclick: (event) => actions.zoom(2, ...at(event)) };
  for (const [name, listener] of Object.entries(listeners)) target.addEventListener(name, listener, { passive: false });
  return {
    tool(name) { tool = name; target.dataset.tool = name; },
    zoom: (factor) => actions.zoom(factor),
    end() { for (const [name, listener] of Object.entries(listeners)) target.removeEventListener(name, listener); },
  };
}
