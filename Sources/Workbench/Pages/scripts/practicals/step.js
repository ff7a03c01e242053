// One step: a question, a few sentences, a live picture, what moves it, and what to see.

import { h, empty, announce } from '../document.js';
import { t } from '../language.js';
import { get } from '../server.js';
import { controlPanel } from './controls.js';
import { computation } from './computation.js';

const resting = 120;

export async function showStep(place, practical, step, controls) {
  const [module, own] = await Promise.all([step.load(), controls.some(({ kind }) => 'label' in kind) ? get('api/labels') : []]);
  const page = `practicals-${practical.id}`;
  const text = (key) => t(`${page}.${step.id}.${key}`);
  const readings = h('dl', { class: 'readings' });
  const figure = h('div', { class: 'figure' });
  const trouble = h('div');
  const state = h('div', { class: 'computing row' });
  const scene = { picture: null, asked: 0, ended: false };

  const panel = controlPanel(controls, { page, step: step.id, shown: step.shown ?? {} }, own, () => run.soon(resting));
  const tools = {
    text, t: (key, values) => t(`${page}.${step.id}.${key}`, values), name: t(`${page}.${step.id}.picture`),
    parameters: () => panel.values(),
    set: (name, value) => panel.set(name, value),
    labelOf: (control, value) => panel.labelOf(control, value),
    readings: (pairs) => {
      empty(readings).append(...pairs.filter(Boolean).map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));
    },
  };

  const run = computation(`api/practicals/${practical.id}/${step.id}`, () => panel.values(), {
    start() {
      // Counted for whoever wants to know what the picture is of.
      Object.assign(figure.dataset, { runs: String(Number(figure.dataset.runs ?? 0) + 1), frames: '0' });
      scene.picture.start?.(panel.values());
      showState(null);
    },
    frame(frame) {
      if (frame.kind === 'refused') { refuse(frame.sentences); return; }
      if (figure.hidden || trouble.firstChild) { empty(trouble); figure.hidden = false; }
      scene.picture.frame(frame);
      cancelAnimationFrame(scene.asked);
      scene.asked = requestAnimationFrame(draw);
    },
    progress: showState,
    end(seconds) {
      showState('done');
      if (seconds > 1) announce(`${t('practicals.done')} ${readings.innerText.replace(/\n/g, ' ')}`);
    },
    failure(error) { refuse([error.message]); showState('done'); },
  });

  function draw() {
    if (scene.ended) return;
    scene.picture.draw?.();
    figure.dataset.frames = String(Number(figure.dataset.frames ?? 0) + 1);
  }
  function refuse(sentences) {
    figure.hidden = true;
    empty(readings);
    empty(trouble).append(h('div', { class: 'notice bad', role: 'alert' }, sentences.map((sentence) => h('p', {}, sentence))));
  }
  function showState(share) {
    figure.dataset.state = share === 'done' ? 'done' : 'running';
    if (share === 'done') { empty(state).append(h('button', { type: 'button', onclick: () => run.soon(0) }, t('practicals.again'))); return; }
    if (share === null) { empty(state); return; }
    if (state.querySelector('progress')) { setProgress(share.value); return; }
    empty(state).append(h('progress', { max: 1, 'aria-label': t('common.computing') }), h('button', { type: 'button', onclick: () => run.stop() }, t('common.stop')));
    setProgress(share.value);
  }
  function setProgress(value) {
    const bar = state.querySelector('progress');
    if (value === undefined || value === null) bar.removeAttribute('value'); else bar.value = value;
  }

  empty(place).append(
    trail(practical, step, page),
    h('h1', { id: 'question' }, text('question')),
    h('p', { class: 'about' }, text('about')),
    h('div', { class: 'step' },
      h('section', { class: 'stack', 'aria-label': text('picture') }, trouble, readings, figure),
      h('section', { class: 'stack panel', 'aria-label': t('practicals.controls') },
        panel.element, state,
        h('p', { class: 'notice see' }, h('strong', {}, t('practicals.see'), ' '), text('see')))),
    ways(practical, step, page));
  scene.picture = module.picture(figure, tools);
  run.soon(0);
  return () => {
    scene.ended = true;
    cancelAnimationFrame(scene.asked);
    run.end();
    scene.picture.end?.();
  };
}

const addressOf = (practical, step) => `#/practicals/${practical.id}/${step.id}`;

/** Numbers of all steps: the contents in one line. */
function trail(practical, current, page) {
  return h('nav', { class: 'trail', 'aria-label': t('practicals.contents') },
    h('a', { href: '#/practicals', class: 'trail-home' }, t(`${page}.title`)),
    h('ol', {}, practical.steps.map((step, index) => h('li', {}, h('a', {
      href: addressOf(practical, step), title: t(`${page}.${step.id}.question`), 'aria-label': `${index + 1}. ${t(`${page}.${step.id}.question`)}`, 'aria-current': step === current ? 'step' : null,
    }, String(index + 1))))));
}

function ways(practical, current, page) {
  const at = practical.steps.indexOf(current);
  const way = (step, name, sign) => (step
    ? h('a', { class: `way ${name}`, href: addressOf(practical, step), rel: name }, h('span', { class: 'soft small' }, sign), t(`${page}.${step.id}.question`))
    : h('a', { class: `way ${name}`, href: '#/practicals' }, h('span', { class: 'soft small' }, t('practicals.contents')), t('practicals.title')));
  return h('nav', { class: 'ways', 'aria-label': t('practicals.ways') },
    way(practical.steps[at - 1], 'prev', `← ${t('practicals.previous')}`),
    way(practical.steps[at + 1], 'next', `${t('practicals.next')} →`));
}
