// The library: a search over all crystals (#/library?…, the address holds the search), and a page for each (#/library/ID).

import { loadTexts } from '../language.js';
import { crystalPage } from '../library/crystal-page.js';
import { searchPage } from '../library/search-page.js';

export async function show(place, context) {
  await loadTexts('workbench', 'elements');
  return context.parts.length ? crystalPage(place, context, context.parts[0]) : searchPage(place, context);
}
