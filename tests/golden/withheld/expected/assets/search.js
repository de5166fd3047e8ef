// Looks up what is typed in the index: see shards.h, texts.h and words.c of generator/search.
'use strict';
(() => {
const [form, input, found, list, more] = ['Search', 'Query', 'Found', 'Results', 'More'].map((id) => document.getElementById(id));
const strings = found.dataset;
const passing = strings.passing.split(' ');
const SHOWN = 5; // results at once
const UNITS_A_FILE = 4;
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const LETTERS = 'ßss æae œoe ĳij þth øo ðd đd ħh ıi ĸk ŀl łl ŉn ŋn ŧt ſs ';
const LETTER = '[^\\0-/:-@[-`{-¿×÷\u2000-\u2bff\u3000-\u303f]+';
const WORD = new RegExp(`${LETTER}(?:['’]${LETTER})*`, 'g');

const fold = (word) => word.replace(/['’](s$)?/gi, '').toLowerCase()
  .replace(/[à-ſḁ-ỿ]/g, (c) => (LETTERS.includes(c) ? LETTERS.split(c)[1].split(' ')[0] : c.normalize('NFD')[0]))
  .replace(/[\u0300-\u036f]/g, '');

const loaded = {};
window.concordatSearch = (name, data) => { loaded[name] = data; };
const load = (name) => new Promise((done, fail) => {
  if (name in loaded) return done(loaded[name]);
  const onload = () => done(loaded[name]);
  document.head.append(Object.assign(document.createElement('script'), { src: `${name}.js`, onload, onerror: fail }));
});

const numbers = (text) => {
  let number = 0, place = 1;
  return [...text].flatMap((letter) => {
    const digit = DIGITS.indexOf(letter);
    if (place === 1) number = 0;
    number += digit % 32 * place;
    place = digit < 32 ? 1 : place * 32;
    return digit < 32 ? [number] : [];
  });
};

let site; // the first letters of the files of words, the groups, the first unit of each page
const open = async () => {
  const { words, groups, units } = await load('start');
  let page = 0;
  site = { words: words.split(' '), first: [],
    groups: groups.map(([id, count, aside]) => ({ id, aside, from: page, to: page += count })) };
  for (let unit = 0; unit < units.length * 6; unit++)
    if (DIGITS.indexOf(units[unit / 6 | 0]) >> unit % 6 & 1) site.first.push(unit);
};

const readEntry = (text) => {
  const [head, names, count, told] = text.split(':');
  const [stem, ...ends] = head.split(',');
  const forms = ends.map((end) => (end[0] === '=' ? end.slice(1) : stem + end));
  const hits = new Map();
  const read = numbers(told);
  for (let at = 0, page = 0; at < read.length; page++) {
    const hit = read[at++];
    page += hit >> 5;
    hits.set(page, { level: (hit >> 1) % 16 + 1, unit: hit & 1 && read[at++] });
  }
  return { stem, forms, hits, names: numbers(names), count: count ? numbers(count)[0] : hits.size };
};

// Whether one word is the other but for some letters added, left out, changed or swapped.
const isNear = (one, other, most) => {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  const [a, b] = [one.slice(at), other.slice(at)];
  return a === b || most > 0 && (isNear(a.slice(1), b, most - 1) || isNear(a, b.slice(1), most - 1) ||
    isNear(a.slice(1), b.slice(1), most - 1) || a[0] === b[1] && a[1] === b[0] && isNear(a.slice(2), b.slice(2), most - 1));
};

// What a word stands for: itself, else what begins with it, its stem, or what may be meant.
const find = async (word) => {
  let file = 0;
  while (site.words[file + 1] <= word) file++;
  const entries = (await load(`words_${file}`)).split(' ').map(readEntry).sort((a, b) => b.count - a.count);
  const some = (fits) => entries.filter(({ forms }) => forms.some(fits));
  const near = (most) => word.length > most * 3 && some((form) => isNear(word, form, most))[0];
  const ways = [() => some((form) => form === word), () => some((form) => word.length > 2 && form.startsWith(word)),
    () => entries.filter(({ stem }) => stem.length > 3 && word.length < stem.length + 5 && word.startsWith(stem))];
  let terms = ways.reduce((found, way) => (found.length > 0 ? found : way()), []);
  const meant = terms.length === 0 && (near(1) || near(2));
  if (meant) terms = [meant];
  const hits = new Map(terms.reverse().flatMap((term) => [...term.hits]));
  const count = Math.max(hits.size, ...terms.map((term) => term.count));
  return { word, hits, count, rare: Math.log(1 + (site.first.length - count + .5) / (count + .5)),
    meant: meant && meant.forms.find((form) => isNear(word, form, 2)),
    forms: terms.flatMap(({ forms }) => forms), names: terms.flatMap(({ names }) => names) };
};

// The pages that have most of it, the best first.
const rank = (terms) => {
  const sums = new Map();
  const named = terms.flatMap(({ names }) => names);
  const onlyNames = terms.every(({ names }) => names.length > 0);
  let whole = 0;
  const add = (page, rare, level) => {
    const { score, share } = sums.get(page) || { score: 0, share: 0 };
    sums.set(page, { page, score: score + rare * level, share: share + rare });
  };
  for (const { rare, count, hits, names } of terms) {
    // A page may have a word of which not all pages are told.
    whole += count > hits.size ? rare / 2 : rare;
    const groups = onlyNames ? [] : names.map((name) => site.groups[name]);
    for (const [page, { level }] of hits)
      if (!groups.some(({ from, to }) => page >= from && page < to)) add(page, rare, level);
    // All pages of a trust have its name.
    for (const { from, to } of groups) for (let page = from; page < to; page++) add(page, rare, 4);
  }
  for (const sum of sums.values()) {
    const { aside, from } = site.groups[groupOf(sum.page)];
    const worth = named.includes(groupOf(sum.page)) ? onlyNames && sum.page === from ? 4.5 : 1.5 : aside ? .1 : 1;
    sum.score *= Math.min(1, sum.share / whole) ** 2 * worth;
  }
  const sorted = [...sums.values()].sort((a, b) => b.score - a.score || a.page - b.page);
  return sorted.filter(({ score }) => score > sorted[0].score / 6).map(({ page }) => page);
};

const total = (terms) => terms.reduce((sum, { rare }) => sum + rare, 0);
const groupOf = (page) => site.groups.findIndex(({ to }) => page < to);

const append = (parent, name, text = '') => {
  parent.append(Object.assign(document.createElement(name), { textContent: text }));
  return parent.lastChild;
};

// The words of a text that are sought.
const match = (text, terms) => [...text.matchAll(WORD)].map(({ 0: word, index }) =>
  ({ from: index, to: index + word.length, term: terms.find(({ forms }) => forms.includes(fold(word))) }))
  .filter(({ term }) => term);

const writeSnippet = (parent, text, terms) => {
  const hits = match(text, terms);
  let at = hits[0]?.from > 100 ? text.indexOf(' ', hits[0].from - 60) + 1 : 0;
  const end = text.length > at + 260 ? text.lastIndexOf(' ', at + 240) : text.length;
  parent.append(at > 0 ? '… ' : '');
  for (const { from, to } of hits.filter((hit) => hit.to <= end)) {
    parent.append(text.slice(at, from));
    append(parent, 'mark', text.slice(from, to));
    at = to;
  }
  parent.append(text.slice(at, end), end < text.length ? ' …' : '');
};

const writeResult = async (page, terms) => {
  const { id, from } = site.groups[groupOf(page)];
  const telling = terms.filter(({ names }) => !names.includes(groupOf(page)));
  const [rarest] = telling.filter(({ hits }) => hits.has(page)).sort((a, b) => b.rare - a.rare);
  const unit = site.first[page] - site.first[from] + (rarest ? rarest.hits.get(page).unit : 0);
  const [label, fictional, ...units] = await load(`${id}/${unit / UNITS_A_FILE | 0}`);
  const [address, title, ...sections] = units[unit % UNITS_A_FILE];
  let best = { text: '', anchor: '', heading: '', weight: -1 };
  for (const [anchor, heading, ...texts] of sections)
    for (const text of texts) {
      const sought = new Set(match(`${heading} ${text}`, telling).map(({ term }) => term));
      const weight = total([...sought]);
      if (weight > best.weight) best = { text, anchor: weight > 0 && anchor ? `#${anchor}` : '', heading, weight };
    }
  const item = document.createElement('li');
  append(append(item, 'h2'), 'a', title.includes(label) ? title : `${title} – ${label}`).href = `../${address}index.html${best.anchor}`;
  append(item, 'p', [fictional && strings.fictional, best.heading].filter(Boolean).join(' › ')).className = 'hint';
  writeSnippet(append(item, 'p'), best.text, terms);
  return item;
};

const say = (text, query, other) => text.replace(/[*#]/g, (mark) => (mark === '*' ? query : other));

let asked = 0; // a late answer is not shown
const search = async (query) => {
  const number = ++asked;
  const words = [...new Set((query.match(WORD) || []).map(fold))].slice(0, 12);
  await open();
  const [lesser, main] = [true, false].map((is) => words.filter((word) => passing.includes(word) === is));
  const terms = await Promise.all((main[0] ? main : lesser).map(find));
  // What is sought says little: the other words help pages that have it in their title.
  if (main[0] && total(terms) < 1.5)
    for (const term of await Promise.all(lesser.map(find)))
      terms.push({ ...term, rare: term.rare * .7, forms: [],
        hits: new Map([...term.hits].filter(([page]) => terms.some(({ hits }) => hits.get(page)?.level > 5))) });
  const pages = rank(terms.filter(({ count, names }) => count + names.length > 0));
  const show = async (from) => {
    const items = await Promise.all(pages.slice(from, from + SHOWN).map((page) => writeResult(page, terms)));
    if (number !== asked) return;
    if (from === 0) list.replaceChildren();
    list.append(...items);
    more.hidden = pages.length <= from + SHOWN;
    more.onclick = () => show(from + SHOWN);
    if (from > 0) items[0].querySelector('a').focus();
  };
  await show(0);
  if (number !== asked) return;
  found.textContent = [say(strings[['none', 'single'][pages.length] || 'several'], query, pages.length),
    ...terms.filter(({ meant }) => meant).map(({ word, meant }) => say(strings.instead, word, meant))].join(' ');
};

const start = () => search(input.value.trim()).catch(() => { found.textContent = strings.failed; });

form.addEventListener('submit', (event) => {
  event.preventDefault();
  try {
    history.replaceState(null, '', `?q=${encodeURIComponent(input.value)}`);
  } catch { /* a page that is a file may not */ }
  start();
});
input.value = new URLSearchParams(location.search).get('q') || '';
if (input.value) start();
})();
