// Russian and English. A text is looked up by page and key: texts/LANGUAGE/PAGE.json. A number decides between
// forms: {"one": …, "few": …, "many": …, "other": …}.

export const languages = { en: 'English', ru: 'Русский' };

let current = localStorage.getItem('language');
if (!(current in languages)) current = navigator.language.startsWith('ru') ? 'ru' : 'en';

const texts = {};
const wanted = new Set();

export const language = () => current;

export async function loadTexts(...names) {
  names.forEach((name) => wanted.add(name));
  await Promise.all(names.map(async (name) => {
    const key = `${current}/${name}`;
    if (key in texts) return;
    const answer = await fetch(`texts/${key}.json`);
    texts[key] = answer.ok ? await answer.json() : {};
  }));
}

export async function setLanguage(name) {
  current = name;
  localStorage.setItem('language', name);
  await loadTexts(...wanted);
}

/** The text PAGE.KEY with {name} replaced by values.name; values.count chooses the form. A missing text shows its key. */
export function t(key, values = {}) {
  const page = key.slice(0, key.indexOf('.'));
  let text = texts[`${current}/${page}`]?.[key.slice(page.length + 1)];
  if (text !== null && typeof text === 'object') text = text[new Intl.PluralRules(current).select(values.count ?? 0)] ?? text.other ?? text.many;
  if (text === undefined) return key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? (typeof values[name] === 'number' ? number(values[name]) : values[name]) : whole));
}

/** Whether there is such a text. */
export function hasText(key) {
  const page = key.slice(0, key.indexOf('.'));
  return texts[`${current}/${page}`]?.[key.slice(page.length + 1)] !== undefined;
}

/** 4.5·10⁻⁷ */
function power(value, digits) {
  const [mantissa, exponent] = value.toExponential(digits - 1).split('e');
  const raised = exponent.replace('+', '').replace(/./g, (sign) => (sign === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(sign)]));
  return `${Number(mantissa).toLocaleString(current, { maximumSignificantDigits: digits })}·10${raised}`;
}

/** A number with so many significant digits, in the writing of the language. */
export function number(value, digits = 4) {
  if (value === null || value === undefined || Number.isNaN(value)) return '–';
  if (Number.isInteger(value) && Math.abs(value) < 1e9) return value.toLocaleString(current);
  if (value !== 0 && (Math.abs(value) < 1e-3 || Math.abs(value) >= 1e6)) return power(value, digits);
  return value.toLocaleString(current, { maximumSignificantDigits: digits });
}
