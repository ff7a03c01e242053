// Screenings and trainings: a list with the forms that start them (#/runs), and a page for each (#/runs/NUMBER).

import { loadTexts } from '../language.js';
import { runList } from '../workbench/run-list.js';
import { runPage } from '../workbench/run-page.js';

export async function show(place, context) {
  await loadTexts('workbench');
  return context.parts.length ? runPage(place, context, context.parts[0]) : runList(place, context);
}
