// The program makes the same candidates first each time: of two screenings, both hold them.

import { h } from '../document.js';
import { t } from '../language.js';

/**
 * @param addressOf what shows one collection alone, by its name.
 * @returns a sentence with links; null where there are not two screenings.
 */
export function repetitionNote(collections, addressOf) {
  const names = collections.filter((one) => one.kind === 'screening' && one.crystals).map((one) => one.name);
  if (names.length < 2) return null;
  return h('p', { class: 'notice', id: 'repetition' }, t('workbench.repetition'), ' ', names.map((name, k) => [k ? ' · ' : '', h('a', { href: addressOf(name) }, name)]));
}
