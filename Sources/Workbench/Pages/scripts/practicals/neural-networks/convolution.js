import { h, empty } from '../../document.js';
import { number, t } from '../../language.js';
import { imageRow } from '../drawing/images.js';
import { plot, rows } from '../drawing/plot.js';
import { endAll } from '../drawing/parts.js';

const className = (name) => t(`practicals-neural-networks.class.${name}`);

export function picture(place, tools) {
  let [last, measured, samples, confusion, begun] = [null, null, null, null, null];
  const examples = imageRow(place, { label: tools.text('samples'), size: 64 });
  const input = imageRow(place, { label: tools.text('input'), size: 112 });
  const before = imageRow(place, { label: tools.text('kernelsBefore'), size: 48 });
  const kernels = imageRow(place, { label: tools.text('kernels'), size: 48 });
  const layers = ['convolution1', 'pool1', 'convolution2', 'pool2'].map((name, index) => imageRow(place, { label: tools.text(name), size: [72, 48, 44, 32][index] }));
  const bottom = h('div', { class: 'two uneven' });
  place.append(bottom);
  const curve = plot(bottom, {
    title: tools.text('accuracies'), name: tools.name, x: { title: tools.text('epoch') }, y: { title: tools.text('accuracy'), domain: [0, 1], format: '.0%' }, series: ['accuracy'], legend: false, height: 200,
    layers: [{ kind: 'line', data: 'lines' }, { kind: 'point', data: 'lines' }],
  });
  const matrix = h('div', { class: 'part' });
  bottom.append(matrix);

  return {
    start() { [measured, samples, begun] = [null, null, null]; },
    frame(frame) {
      last = frame;
      samples = frame.samples ?? samples;
      begun ??= frame.kernels;
      if (frame.confusion?.length) confusion = frame.confusion;
      if (frame.accuracy >= 0) measured = frame.accuracy;
    },
    draw() {
      if (samples) examples.show(samples.map(({ image, label }) => ({ image, caption: className(last.classes[label]) })));
      const best = last.probabilities.indexOf(Math.max(...last.probabilities));
      input.show([{ image: last.image, caption: tools.t('verdict', { truth: className(last.classes[last.label]), answer: className(last.classes[best]), share: `${number(100 * last.probabilities[best], 3)} %` }) }]);
      before.show(begun.map((image) => ({ image })));
      kernels.show(last.kernels.map((image) => ({ image })));
      layers.forEach((layer, index) => { const maps = last.maps[index] ?? []; layer.element.hidden = maps.length === 0; layer.show(maps.map((image) => ({ image }))); });
      curve.show({ lines: rows('accuracy', last.accuracyCurve.y, last.accuracyCurve.x) });
      showConfusion();
      tools.readings([
        [tools.text('epoch'), number(last.epoch)], [tools.text('parameters'), number(last.parameters)], [tools.text('loss'), number(last.loss)],
        [tools.text('accuracy'), measured === null ? '–' : `${number(100 * measured, 3)} %`], [tools.text('speed'), number(last.imagesPerSecond, 3)],
      ]);
    },
    end: endAll([curve]),
  };

  function showConfusion() {
    if (!confusion) return;
    empty(matrix).append(h('h2', {}, tools.text('confusion')), h('div', { class: 'scroll' }, h('table', { class: 'confusion' },
      h('thead', {}, h('tr', {}, h('td'), last.classes.map((name) => h('th', { scope: 'col' }, className(name))))),
      h('tbody', {}, confusion.map((row, truth) => {
        const all = row.reduce((sum, value) => sum + value, 0) || 1;
        return h('tr', {}, h('th', { scope: 'row' }, className(last.classes[truth])), row.map((value) => h('td', { style: { background: `color-mix(in srgb, var(--series-1) ${Math.round(70 * value / all)}%, transparent)` } }, number(value))));
      })))));
  }
}
