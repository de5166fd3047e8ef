/* Sorts and filters tables, copies the link to a place. Its words are data of the tag that loads it. */
(function () {
  'use strict';
  const words = document.currentScript.dataset;
  const LONG = 12; // rows from which on a table has a filter

  function make(name, properties) {
    return Object.assign(document.createElement(name), properties);
  }

  // One place for all that is said to a screen reader.
  const live = make('p', { className: 'aside' });
  live.setAttribute('role', 'status');
  (document.querySelector('.foot .width') || document.body).append(live);
  function say(text) {
    live.textContent = '';
    setTimeout(() => { live.textContent = text; }, 50);
  }

  /* Each head of a column sorts by it, once more the other way round. */

  const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

  // What a cell is sorted by: the day that it tells, or its words.
  const keyOf = (cell) => cell?.querySelector('time')?.dateTime ?? cell?.textContent.trim() ?? '';

  function sort(table, heads, column) {
    const head = heads[column];
    const down = head.getAttribute('aria-sort') === 'ascending';
    const rows = Array.from(table.tBodies[0].rows, (row) => ({ row, key: keyOf(row.cells[column]) }));
    rows.sort((a, b) => (a.key === '') - (b.key === '') || (down ? -1 : 1) * collator.compare(a.key, b.key));
    table.tBodies[0].append(...rows.map((one) => one.row));
    for (const other of heads) other.removeAttribute('aria-sort');
    head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
    say((down ? words.down : words.up) + ' ' + head.textContent);
  }

  function addSorting(table) {
    const heads = Array.from(table.tHead.rows[0].cells);
    heads.forEach((head, column) => {
      const button = make('button', { type: 'button' });
      button.append(...head.childNodes);
      button.addEventListener('click', () => sort(table, heads, column));
      head.append(button);
    });
  }

  function addFilter(table) {
    const rows = Array.from(table.tBodies[0].rows);
    const input = make('input', { type: 'search', autocomplete: 'off' });
    const label = make('label', { className: 'filter', textContent: words.filter });
    const told = rows.map((row) => row.textContent.toLowerCase());
    label.append(input);
    input.addEventListener('input', () => {
      const asked = input.value.trim().toLowerCase();
      rows.forEach((row, i) => { row.hidden = !told[i].includes(asked); });
      say(words.rows + ' ' + rows.filter((row) => !row.hidden).length);
    });
    (table.closest('.scroll') || table).before(label);
  }

  for (const table of document.querySelectorAll('table.sortable')) {
    if (table.tBodies[0].rows.length > 2) addSorting(table);
    if (table.tBodies[0].rows.length >= LONG) addFilter(table);
  }

  /* A button behind a heading or a numbered paragraph copies the link to it. */

  // The old way, which works in a folder too.
  function copy(text) {
    const area = make('textarea', { value: text, className: 'aside' });
    const back = document.activeElement;
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    back.focus();
    return done;
  }

  // It copies the link to `id`, named after what stands there.
  function copying(id, name) {
    const button = make('button', { type: 'button', className: 'copy', textContent: '#', title: words.copy });
    button.setAttribute('aria-label', words.copy + ': ' + name);
    button.addEventListener('click', () => {
      location.hash = id; // the address tells it as well
      if (!copy(location.href)) return;
      button.textContent = '\u2713';
      say(words.copied);
    });
    return button;
  }

  for (const place of document.querySelectorAll('main :is(h2, h3, .number, .paragraph-number)')) {
    const heading = place.matches('h2, h3');
    const holder = heading && !place.id ? place.parentElement : place.closest('[id]');
    if (!holder?.id || holder.id === 'Main' || !heading && place.closest('h1, h2, h3')) continue;
    const button = copying(holder.id, place.textContent.trim());
    const beside = make('div', { className: 'place' }); // a heading's name is its own words alone
    if (heading) place.before(beside);
    if (heading) beside.append(place, button);
    else place.after(button);
  }

  /* Where the style sheet cannot show the inside of a closed menu. */
  if (!CSS.supports('selector(::details-content)') && matchMedia('(min-width: 60rem)').matches)
    for (const menu of document.querySelectorAll('.menu details')) menu.open = true;
})();
