import { h } from '../../document.js';
import { number } from '../../language.js';
import { imageRow } from '../drawing/images.js';

const kinds = ['maximum', 'mean', 'minimum'];

export function picture(place, tools) {
  let last = null;
  const [original, shifted] = ['original', 'shifted'].map((name) => {
    const part = h('div', { class: 'part' }, h('h2', {}, tools.text(name)));
    place.append(part);
    return imageRow(part, { size: 200 });
  });
  // One scale of grey for all: what is dark in the image is as dark after pooling.
  const show = (row, image, pooled) => row.show([{ image, caption: tools.text('image') }, ...kinds.map((kind) => ({ image: pooled[kind], caption: tools.text(kind) }))], [Math.min(...image.values), Math.max(...image.values)]);

  return {
    frame(frame) { last = frame; },
    draw() {
      show(original, last.image, last.pooled);
      show(shifted, last.shifted, last.shiftedPooled);
      tools.readings([
        [tools.text('size'), `${last.image.height}×${last.image.width} → ${last.size[0]}×${last.size[1]}`],
        ...['image', ...kinds].map((kind) => [tools.t('change', { what: tools.text(kind).toLowerCase() }), `${number(100 * last.change[kind], 3)} %`]),
      ]);
    },
    end() {},
  };
}
