import { h, empty } from '../../document.js';
import { number } from '../../language.js';
import { graphDrawing } from '../drawing/graph.js';
import { crystalHead, shiftText, siteOf, unitText } from '../drawing/crystal-parts.js';
import { plot } from '../drawing/plot.js';
import { endAll, pair, table } from '../drawing/parts.js';

const listed = 200;

export function picture(place, tools) {
  let last = null;
  const head = crystalHead();
  const top = pair();
  place.append(head.element, top);
  const graph = graphDrawing(top, { title: tools.text('graph'), name: tools.name });
  const edges = h('div', { class: 'part' });
  top.append(edges);
  const bits = h('div', { class: 'part' });
  place.append(bits);
  const gaussians = plot(place, {
    title: tools.text('gaussians'), x: { title: tools.text('center'), type: 'band' }, y: { title: 'u', domain: [0, 1] }, series: ['u'], legend: false, height: 170, layers: [{ kind: 'bar', data: 'bars' }],
  });

  return {
    frame(frame) { last = frame; },
    draw() {
      head.show(last);
      graph.show(last);
      showEdges();
      showBits();
      gaussians.show({ bars: last.basis.centers.map((center, index) => ({ series: 'u', x: center.toFixed(1), y: last.edge.gaussians[index] })) });
      const { edge } = last;
      tools.readings([
        [tools.text('nodes'), number(last.nodes.length)], [tools.text('edges'), number(last.edges.length)],
        [tools.t('chosen', { number: edge.edge + 1 }), `${siteOf(last.nodes[edge.from].element, edge.from)} → ${siteOf(last.nodes[edge.to].element, edge.to)}`],
        [tools.text('distance'), `${number(edge.distance)} Å`], [tools.text('weight'), number(edge.weight, 3)],
      ]);
    },
    end: endAll([graph, gaussians]),
  };

  function showEdges() {
    const element = (atom) => siteOf(last.nodes[atom].element, atom);
    const body = last.edges.slice(0, listed).map((edge) => ({
      chosen: edge.edge === last.edge.edge,
      cells: [h('button', { type: 'button', class: 'quiet', 'aria-pressed': String(edge.edge === last.edge.edge), onclick: () => tools.set('edge', edge.edge) }, String(edge.edge + 1)), `${element(edge.from)} → ${element(edge.to)}`, shiftText(edge.shift), number(edge.distance), number(edge.weight, 3)],
    }));
    const focused = edges.contains(document.activeElement) ? document.activeElement.textContent : null;
    const height = edges.querySelector('.tall')?.scrollTop ?? 0;
    empty(edges).append(h('h2', {}, tools.text('edgeTable')), h('div', { class: 'scroll tall' }, table([tools.text('edge'), tools.text('ends'), tools.text('shift'), 'd, Å', tools.text('weight')], body, { numeric: [2, 3, 4] })));
    edges.querySelector('.tall').scrollTop = height;
    if (focused) [...edges.querySelectorAll('button')].find((button) => button.textContent === focused)?.focus();
  }

  /** Nine blocks of cells for each element: one of each block is filled. */
  function showBits() {
    const name = (key) => tools.text(`block.${key}`);
    empty(bits).append(
      h('h2', {}, tools.text('bits')),
      ...last.elements.map(({ element, bits: values, blocks }) => h('div', { class: 'bit-row' },
        h('strong', {}, element),
        h('div', { class: 'bit-blocks' }, last.blocks.map(({ key, offset, size, labels, unit }, index) => h('div', { class: 'bit-block', style: { flexGrow: String(size) } },
          h('div', { class: 'bit-cells', role: 'img', 'aria-label': `${name(key)}: ${blocks[index].text || '–'} ${unitText(unit)}` },
            values.slice(offset, offset + size).map((bit, at) => h('span', { class: bit ? 'bit on' : 'bit', title: `${name(key)}: ${labels[at]} ${unitText(unit)}` }))),
          h('div', { class: 'bit-name' }, name(key)),
          h('div', { class: 'bit-value' }, `${blocks[index].text || '–'} ${unitText(unit)}`)))))));
  }
}
