'use strict';
// What the page can do besides being read: filters, search, opening and closing, arrow keys in the heat map, light and dark.
document.addEventListener('DOMContentLoaded', () => {
  const form = document.getElementById('filters');
  if (!form) return;
  const sections = [...document.querySelectorAll('.claim')].map(el => ({el, id: el.id, shown: 0, inherited: el.querySelector('.inherited')}));
  const rows = [];
  const cells = [];
  for (const section of sections) {
    for (const el of section.el.querySelectorAll('tr[id]')) {
      const row = {el, section, shown: 0, any: 0, folded: el.closest('.inherited') !== null, text: null};
      rows.push(row);
      for (const c of el.querySelectorAll('[data-r]')) {
        row.any++;
        cells.push({el: c, row, ref: c.dataset.r, status: c.dataset.s, out: c.dataset.o === '1', text: null});
      }
    }
  }
  // Texts are taken down once; a link to a cell that is shown elsewhere is found by that cell's words.
  const take = () => {
    if (cells.length === 0 || cells[0].text !== null) return;
    const said = new Map();
    for (const c of cells) if (c.el.tagName !== 'A') said.set(c.el.id, c.el.textContent.toLowerCase());
    for (const row of rows) row.text = row.el.firstElementChild.textContent.toLowerCase();
    for (const c of cells) c.text = said.get(c.el.tagName === 'A' ? c.el.hash.slice(1) : c.el.id) || '';
  };
  const show = (el, yes) => { if (el.hidden === yes) el.hidden = !yes; };
  const output = form.querySelector('output');
  const field = name => form.elements.namedItem(name);
  const apply = () => {
    const claim = field('claim').value, ref = field('reference').value, words = field('words').value.toLowerCase().trim();
    const eligible = field('eligible').checked;
    const status = new Set([...form.querySelectorAll('[name=status]:checked')].map(b => b.value));
    const narrowed = ref !== '' || words !== '' || eligible || status.size < 3;
    if (words !== '') take();
    for (const s of sections) s.shown = s.folded = 0;
    for (const r of rows) r.shown = 0;
    let shown = 0;
    for (const c of cells) {
      const yes = (claim === '' || c.row.section.id === claim) && (ref === '' || c.ref === ref) && status.has(c.status) && !(eligible && c.out) &&
        (words === '' || c.text.includes(words) || c.row.text.includes(words));
      show(c.el, yes);
      if (yes) { c.row.shown++; shown++; }
    }
    for (const r of rows) {
      const yes = r.shown > 0 || !narrowed;
      show(r.el, yes);
      if (yes) { r.section.shown++; if (r.folded) r.section.folded++; }
    }
    for (const s of sections) {
      show(s.el, (claim === '' || s.id === claim) && s.shown > 0);
      if (s.inherited) show(s.inherited, s.folded > 0);
    }
    output.textContent = shown === cells.length ? cells.length + ' cells' : shown + ' of ' + cells.length + ' cells shown';
  };
  const all = open => { for (const c of cells) if (c.el.tagName !== 'A' && !c.el.hidden) c.el.open = open; for (const s of sections) if (s.inherited) s.inherited.open = open; };
  form.addEventListener('submit', e => e.preventDefault());
  form.addEventListener('input', apply);
  form.addEventListener('reset', () => setTimeout(apply));
  document.getElementById('open').addEventListener('click', () => all(true));
  document.getElementById('close').addEventListener('click', () => all(false));
  document.getElementById('theme').addEventListener('click', () => {
    const root = document.documentElement;
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    document.getElementById('theme').setAttribute('aria-pressed', String(!dark));
  });
  // A link opens what it leads to, and takes filters off that hide it.
  const reveal = () => {
    const el = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!el) return;
    if (el.closest('[hidden]')) { form.reset(); apply(); }
    for (let d = el.closest('details'); d; d = d.parentElement.closest('details')) d.open = true;
    el.scrollIntoView();
  };
  addEventListener('hashchange', reveal);
  if (location.hash) reveal();
  for (const table of document.querySelectorAll('.heat')) {
    const grid = [...table.tBodies[0].rows].map(r => [...r.cells].map(c => c.querySelector('svg') && c.querySelector('a')));
    const links = grid.flat().filter(Boolean);
    for (const [i, a] of links.entries()) a.tabIndex = i === 0 ? 0 : -1;
    table.addEventListener('keydown', e => {
      const step = {ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0]}[e.key];
      let y = grid.findIndex(r => r.includes(document.activeElement));
      if (!step || y < 0) return;
      let x = grid[y].indexOf(document.activeElement), to = null;
      while (!to && grid[y + step[0]] && x + step[1] >= 0 && x + step[1] < grid[y].length) {
        y += step[0];
        x += step[1];
        to = grid[y][x];
      }
      e.preventDefault();
      if (!to) return;
      for (const a of links) a.tabIndex = -1;
      to.tabIndex = 0;
      to.focus();
    });
  }
  form.hidden = false;
  apply();
});
