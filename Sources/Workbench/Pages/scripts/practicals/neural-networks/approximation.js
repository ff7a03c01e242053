import { number } from '../../language.js';
import { plot, rows } from '../drawing/plot.js';
import { endAll } from '../drawing/parts.js';

export function picture(place, tools) {
  // The first network is the one that is asked for; the others only add to the lower curve.
  let [last, chosen] = [null, null];
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
    start() { chosen = null; },
    frame(frame) { last = frame; if (!chosen || frame.units === chosen.units) chosen = frame; },
    draw() {
      fit.show({
        lines: [...rows(names[0], chosen.target, chosen.x), ...rows(names[1], chosen.fitted, chosen.x)],
        pieces: chosen.pieces.flatMap((piece, index) => rows(`piece ${index}`, piece, chosen.x)),
      });
      const curve = rows('error', last.errorByUnits.y, last.errorByUnits.x).sort((one, other) => one.x - other.x);
      errors.show({ lines: curve });
      tools.readings([[tools.text('units'), number(chosen.units)], [tools.text('error'), number(chosen.error)]]);
    },
    end: endAll([fit, errors]),
  };
}
