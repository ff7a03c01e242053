// Screenings and trainings: a list with the forms that start them (#/runs), and a page for each (#/runs/NUMBER).

import { loadTexts } from '../language.js';
import { runList } from '../runs/run-list.js';
import { runPage } from '../runs/run-page.js';

export async function show(place, context) {
  await loadTexts('workbench');
  return context.parts.length ? runPage(place, context, context.parts[0]) : runList(place, context);
}
