import { useEffect, useState } from 'preact/hooks';

/** Themes in the order in which the switch goes through them, each with its sign. */
const themes = [
  ['system', '◐'],
  ['light', '○'],
  ['dark', '●'],
] as const;

type Theme = (typeof themes)[number][0];

const key = 'rx-swf-theme';

/** A button that switches between the theme of the system, a light one and a dark one. */
export function ThemeSwitch() {
  const [theme, setTheme] = useState(readTheme);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }, [theme]);
  const index = themes.findIndex(([name]) => name === theme);
  const [next] = themes[(index + 1) % themes.length] ?? themes[0];
  const change = () => {
    setTheme(next);
    keep(next);
  };
  return (
    <button
      type="button"
      class="plain"
      onClick={change}
      aria-label={`Theme: ${theme}`}
      title={`Theme: ${theme}`}
    >
      {themes[index]?.[1]}
    </button>
  );
}

function readTheme(): Theme {
  // A browser that keeps nothing for the page throws.
  try {
    const kept = localStorage.getItem(key);
    return themes.find(([name]) => name === kept)?.[0] ?? 'system';
  } catch {
    return 'system';
  }
}

function keep(theme: Theme): void {
  try {
    localStorage.setItem(key, theme);
  } catch {
    // The theme holds until the page is closed.
  }
}
