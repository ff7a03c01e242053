// What a screening lets pass: said where one is asked for, and of each that was.

import { h } from '../document.js';
import { number, t } from '../language.js';

/**
 * @param ladder [{name, budget, hardnessMin, formationEnergyMax, atomsMax, avoid: [symbols], isWithoutMetals}]
 * @param others {avoid, require: symbols that the run has besides}
 */
export function filterSentence(ladder, { avoid = '', require = '' } = {}) {
  const lines = ladder.map(({ name, ...filters }) => [name, words(filters)]).filter(([, text]) => text);
  const avoided = ladder.find((rung) => rung.avoid.length)?.avoid ?? [];
  return h('div', { class: 'small filters' },
    h('p', {}, t('runs.filters')),
    h('ul', {}, lines.map(([name, text]) => h('li', {}, h('code', {}, name), `: ${text}`))),
    h('p', {}, t('runs.alwaysAvoided', { list: avoided.join(', ') }), avoid ? ` ${t('runs.alsoAvoided', { list: avoid.replaceAll(',', ', ') })}` : '', require ? ` ${t('runs.required', { list: require.replaceAll(',', ', ') })}` : ''),
    h('p', { class: 'soft' }, t('runs.filtersUnseen')));
}

function words({ budget, hardnessMin, formationEnergyMax, atomsMax, isWithoutMetals }) {
  const unit = (name) => t(`workbench.unit.${name}`);
  return [
    budget ? t('runs.filter.budget', { count: budget }) : '',
    hardnessMin ? t('runs.filter.hardness', { value: number(hardnessMin), unit: unit('GPa') }) : '',
    formationEnergyMax ? t('runs.filter.formationEnergy', { value: number(formationEnergyMax), unit: unit('eV/atom') }) : '',
    atomsMax ? t('runs.filter.atoms', { count: atomsMax }) : '',
    isWithoutMetals ? t('runs.filter.metals') : '',
  ].filter(Boolean).join('; ');
}
