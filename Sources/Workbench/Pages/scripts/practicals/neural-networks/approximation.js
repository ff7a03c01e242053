import { number } from '../../language.js';
import { plot, rows } from '../drawing/plot.js';
import { endAll } from '../drawing/parts.js';

export function picture(place, tools) {
  let last = null;
  const names = [tools.text('target'), tools.text('fitted')];
  const fit = plot(place, {
    title: tools.text('fit'), name: tools.name, x: { title: 'x' }, y: { title: 'y', domain: [-2, 2] }, series: names, height: 300,
    layers: [{ kind: 'line', data: 'pieces', colour: '--strong-line', width: 1, opacity: 0.7, free: true }, { kind: 'line', data: 'lines', width: 2.5 }],
  });
  const errors = plot(place, {
    title: tools.text('byUnits'), x: { title: tools.text('units'), type: 'log', nice: false, format: '~r' }, y: { title: tools.text('error'), type: 'log' }, series: ['error'], legend: false, height: 180,
    layers: [{ kind: 'line', data: 'lines' }, { kind: 'point', data: 'lines', size: 60 }],
  });

  return {
    frame(frame) { last = frame; },
    draw() {
      fit.show({
        lines: [...rows(names[0], last.target, last.x), ...rows(names[1], last.fitted, last.x)],
        pieces: last.pieces.flatMap((piece, index) => rows(`piece ${index}`, piece, last.x)),
      });
      const curve = rows('error', last.errorByUnits.y, last.errorByUnits.x).sort((one, other) => one.x - other.x);
      errors.show({ lines: curve });
      tools.readings([[tools.text('units'), number(last.units)], [tools.text('error'), number(last.error)]]);
    },
    end: endAll([fit, errors]),
  };
}
