// The networks of the laboratory: a list (#/models), and a page for each (#/models/NAME).

import { loadTexts } from '../language.js';
import { modelList } from '../models/model-list.js';
import { modelPage } from '../models/model-page.js';

export async function show(place, context) {
  await loadTexts('workbench');
  return context.parts.length ? modelPage(place, context, context.parts[0]) : modelList(place, context);
}
