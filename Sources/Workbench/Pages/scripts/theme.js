// Light or dark: as the system has it, unless it was chosen here.

const system = matchMedia('(prefers-color-scheme: dark)');

export const theme = () => localStorage.getItem('theme') ?? (system.matches ? 'dark' : 'light');

function apply() { document.documentElement.dataset.theme = theme(); }

export function toggleTheme() {
  localStorage.setItem('theme', theme() === 'dark' ? 'light' : 'dark');
  apply();
}

/** The colour that styles/colours.css gives to a name, as --ink. */
export const colour = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

system.addEventListener('change', apply);
apply();
