import { h } from '../../document.js';
import { number, t } from '../../language.js';
import { imageRow, paintImage } from '../drawing/images.js';
import { plot, rows } from '../drawing/plot.js';
import { pair, endAll } from '../drawing/parts.js';

export function picture(place, tools) {
  let [last, classes] = [null, null];
  const className = (name) => t(`practicals-neural-networks.class.${name}`);
  const order = ['oblique', 'rectangular', 'centred-rectangular', 'square', 'hexagonal'];
  const names = order.map(className);
  const top = pair();
  const inputs = imageRow(place, { label: tools.text('inputs'), size: 84 });
  const outputs = imageRow(place, { label: tools.text('outputs'), size: 84 });
  place.prepend(top);
  const latent = plot(top, { title: tools.text('latent'), name: tools.name, x: { title: 'z₁' }, y: { title: 'z₂' }, series: names, height: 300, layers: [{ kind: 'point', data: 'points', size: 26 }] });
  const decoded = h('div', { class: 'plane-images', role: 'img', 'aria-label': tools.text('plane') });
  const decodedPart = h('div', { class: 'part' }, h('h2', {}, tools.text('plane')), decoded);
  top.append(decodedPart);
  const losses = plot(place, {
    title: tools.text('losses'), x: { title: tools.text('epoch') }, y: { title: tools.text('loss'), type: 'log' }, series: [tools.text('autoencoder')], height: 180, legend: false,
    layers: [{ kind: 'line', data: 'lines' }, { kind: 'horizontal', data: 'principal' }], note: tools.text('dashed'),
  });

  return {
    frame(frame) { last = frame; classes = frame.classes ?? classes; },
    draw() {
      latent.show({ points: last.points.map(({ x, y, label }) => ({ x, y, series: className(classes[label]) })) });
      decodedPart.hidden = !last.plane;
      if (last.plane) showPlane(last.plane);
      inputs.show(last.samples.map(({ image, label }) => ({ image, caption: className(classes[label]) })));
      outputs.show(last.samples.map(({ reconstruction }) => ({ image: reconstruction, name: tools.text('outputs') })));
      losses.show({ lines: rows(tools.text('autoencoder'), last.lossCurve), principal: [{ y: last.principalError }] });
      tools.readings([[tools.text('epoch'), number(last.epoch)], last.lossCurve.length > 0 && [tools.text('loss'), number(last.lossCurve.at(-1))], [tools.text('principal'), number(last.principalError)]]);
    },
    end: endAll([latent, losses]),
  };

  function showPlane({ images }) {
    while (decoded.children.length < images.length) decoded.append(h('canvas', { 'aria-hidden': 'true' }));
    images.forEach((image, index) => paintImage(decoded.children[index], image));
  }
}
