// The shell: which page is shown, in which language and in which light. A page is a module in pages/ that
// exports show(place, context) and may return what ends it.

import { h, empty } from './document.js';
import { language, languages, setLanguage, loadTexts, t } from './language.js';
import { theme, toggleTheme } from './theme.js';

const pages = [
  { name: 'home', path: '' },
  { name: 'practicals', path: 'practicals' },
  { name: 'library', path: 'library' },
  { name: 'predict', path: 'predict' },
  { name: 'diagram', path: 'diagram' },
  { name: 'runs', path: 'runs' },
  { name: 'models', path: 'models' },
  { name: 'import', path: 'import' },
];

/** Any other address. */
const unknown = { name: 'unknown', path: null };

const place = document.getElementById('content');
let end = null;
let visit = 0;

function address() {
  const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
  return { parts: path.split('/').map(decoded).filter((part) => part !== ''), query: new URLSearchParams(query || '') };
}

/** What was cut or typed wrongly stays as it is: to a page it is the name of nothing. */
function decoded(part) {
  try { return decodeURIComponent(part); } catch { return part; }
}

function drawHeader(current) {
  const header = document.getElementById('header');
  empty(header).append(h('div', { class: 'bar' },
    h('a', { class: 'brand', href: '#/' }, h('img', { src: 'styles/icon.svg', alt: '' }), 'Kimberlite'),
    h('nav', { 'aria-label': t('common.pages') },
      pages.slice(1).map((page) => h('a', { href: `#/${page.path}`, 'aria-current': page === current ? 'page' : null }, t(`common.page.${page.name}`)))),
    h('div', { class: 'switches' },
      h('button', { class: 'quiet', id: 'language', lang: otherLanguage(), onclick: () => setLanguage(otherLanguage()).then(show) }, languages[otherLanguage()]),
      h('button', { class: 'quiet', id: 'theme', 'aria-label': t('common.theme'), title: t('common.theme'), onclick: () => { toggleTheme(); show(); } }, theme() === 'dark' ? '☀' : '☾'))));
  const skip = document.getElementById('skip');
  skip.textContent = t('common.skip');
  skip.onclick = (event) => { event.preventDefault(); place.focus(); };
}

const otherLanguage = () => (language() === 'en' ? 'ru' : 'en');

async function show() {
  const mine = ++visit;
  const { parts, query } = address();
  const page = pages.find((one) => one.path === (parts[0] ?? '')) ?? unknown;
  if (end) { end(); end = null; }
  const [module] = await Promise.all([import(`./pages/${page.name}.js`), loadTexts('common', ...(page === unknown ? [] : [page.name]))]);
  if (mine !== visit) return;
  document.documentElement.lang = language();
  document.title = page.name === 'home' ? 'Kimberlite' : `${t(`common.page.${page.name}`)} – Kimberlite`;
  drawHeader(page);
  empty(place);
  const context = { parts: parts.slice(1), query, isCurrent: () => mine === visit };
  try {
    const ending = await module.show(place, context);
    if (mine === visit) end = ending ?? null; else ending?.();
  } catch (error) {
    if (mine !== visit) return;
    empty(place).append(h('p', { class: 'notice bad', role: 'alert' }, `${t('common.failed')} ${error.message}`));
    console.error(error);
  }
}

window.addEventListener('hashchange', () => { show(); window.scrollTo(0, 0); });
show();
