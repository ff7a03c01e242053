// A place for files: dropped, chosen, or pasted as text.

import { h } from '../document.js';
import { t } from '../language.js';

/** Endings by which the program knows a format of text that was pasted. */
const formats = { cif: 'pasted.cif', poscar: 'pasted.vasp', extxyz: 'pasted.extxyz', json: 'pasted.json', jsonl: 'pasted.jsonl' };

function guess(text) {
  const start = text.trimStart();
  if (/^\s*(#.*\n|\s)*data_/i.test(text)) return 'cif';
  if (start.startsWith('{') || start.startsWith('[')) return start.trimEnd().split('\n').every((line) => line.startsWith('{') && line.endsWith('}')) && start.includes('\n') ? 'jsonl' : 'json';
  if (/lattice\s*=/i.test(start.split('\n')[1] ?? '')) return 'extxyz';
  return 'poscar';
}

/** Everything in what was dropped, folders too. */
async function filesOf(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  if (!entries.some((entry) => entry.isDirectory)) return [...transfer.files];
  const found = [];
  async function walk(entry) {
    if (entry.isFile) { found.push(await new Promise((resolve, reject) => { entry.file(resolve, reject); })); return; }
    const reader = entry.createReader();
    for (;;) {
      const some = await new Promise((resolve, reject) => { reader.readEntries(resolve, reject); });
      if (!some.length) return;
      for (const one of some) await walk(one);
    }
  }
  for (const entry of entries) await walk(entry);
  return found;
}

/** @param onFiles takes the files. */
export function fileDrop(onFiles) {
  const input = h('input', { type: 'file', multiple: true, class: 'unseen', id: 'files', tabindex: -1, 'aria-label': t('workbench.files.choose'), onchange: () => { if (input.files.length) onFiles([...input.files]); input.value = ''; } });
  const zone = h('div', {
    class: 'drop',
    ondragover: (event) => { event.preventDefault(); zone.classList.add('over'); },
    ondragleave: () => zone.classList.remove('over'),
    ondrop: async (event) => {
      event.preventDefault();
      zone.classList.remove('over');
      const files = await filesOf(event.dataTransfer);
      if (files.length) onFiles(files);
    },
  },
  h('p', { class: 'drop-title' }, t('workbench.files.drop')),
  h('p', { class: 'soft small' }, t('workbench.files.formats')),
  h('button', { type: 'button', class: 'main', onclick: () => input.click() }, t('workbench.files.choose')), input);
  return h('div', { class: 'stack' }, zone, pasting(onFiles));
}

function pasting(onFiles) {
  const text = h('textarea', { rows: 8, id: 'pasted', spellcheck: 'false', 'aria-label': t('workbench.files.text'), oninput: () => { select.value = guess(text.value); button.disabled = !text.value.trim(); } });
  const select = h('select', { id: 'format', 'aria-label': t('workbench.files.format') }, Object.keys(formats).map((name) => h('option', { value: name }, t(`workbench.format.${name}`))));
  const button = h('button', { type: 'button', id: 'use-text', disabled: true, onclick: () => onFiles([new File([text.value], formats[select.value], { type: 'text/plain' })]) }, t('workbench.files.use'));
  return h('details', { class: 'pasting' }, h('summary', {}, t('workbench.files.paste')), h('div', { class: 'stack' }, text, h('div', { class: 'row' }, select, button)));
}
