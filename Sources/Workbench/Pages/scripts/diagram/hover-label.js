// What is told of the point under the pointer: its numbers at once, its formula when the program has said it.

import { announce, empty, formula, h } from '../document.js';
import { number } from '../language.js';
import { address } from '../library/crystal-table.js';
import { shortName, unitText } from '../quantities.js';
import { crystals } from './data.js';

/** @param settings {choice, units, data(): see points()} */
export function hoverLabel({ choice, units, data }) {
  const known = new Map();
  let timer = null;
  let current = -1;

  const value = (name, at) => h('div', {}, `${shortName(name)} `, h('strong', {}, number(at, 4)), ` ${unitText(units[name])}`);

  function write(label, i, crystal) {
    const { x, y } = data();
    empty(label).append(h('div', { class: 'label-title' }, crystal ? formula(crystal.formula) : '…', crystal?.spaceGroup ? h('span', { class: 'soft' }, ` ${crystal.spaceGroup.symbol.replace('_', '')}`) : ''),
      value(choice.x, x[i]), value(choice.y, y[i]));
  }

  async function ask(row) {
    if (!known.has(row)) {
      if (known.size > 5000) known.clear();
      known.set(row, crystals([row], [choice.x]).then((list) => list[0] ?? null, () => { known.delete(row); return null; }));
    }
    return known.get(row);
  }

  return {
    /** @param isPicked whether the point was clicked: then its page opens. */
    async show(i, label, isPicked = false) {
      clearTimeout(timer);
      current = i;
      if (i < 0) return;
      const row = data().row[i];
      if (isPicked) { const crystal = await ask(row); if (crystal) location.hash = address(crystal); return; }
      const there = known.has(row) ? await known.get(row) : null;
      if (current !== i) return;
      write(label, i, there);
      if (there) return;
      // A pointer that only passes by asks for nothing.
      timer = setTimeout(async () => {
        const crystal = await ask(row);
        if (current !== i) return;
        write(label, i, crystal);
        announce(label.textContent);
      }, 60);
    },
    end() { clearTimeout(timer); current = -1; },
  };
}
