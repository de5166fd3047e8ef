// Looks up what is typed in the index: see shards.h, texts.h and words.c of generator/search.
'use strict';
(() => {
const [input, found, list, more] = ['Query', 'Found', 'Results', 'More'].map((id) => document.getElementById(id));
const strings = found.dataset;
const passing = strings.passing.split(' ');
const SHOWN = 5; // results at once
const UNITS_A_FILE = 2;
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const LETTERS = 'ßss æae œoe ĳij þth øo ðd đd ħh ıi ĸk ŀl łl ŉn ŋn ŧt ſs ';
const LETTER = '[^\\0-/:-@[-`{-¿×÷\u2000-\u2bff\u3000-\u303f]+';
const WORD = new RegExp(`${LETTER}(?:['’]${LETTER})*`, 'g');

const fold = (word) => word.replace(/['’](s$)?/gi, '').toLowerCase()
  .replace(/[ß-ɏḁ-ỿ]/g, (c) => (LETTERS.includes(c) ? LETTERS.split(c)[1].split(' ')[0] : c.normalize('NFD')[0]))
  .replace(/[\u0300-\u036f]/g, '');

const asked = {}, arrived = {};
window.concordatSearch = (name, data) => arrived[name](data);
const load = (name) => asked[name] ||= new Promise((done, fail) => {
  arrived[name] = done;
  const onerror = () => fail(delete asked[name]); // it may be tried again
  document.head.append(Object.assign(document.createElement('script'), { src: `${name}.js`, onerror }));
});

// Numbers as number_write has them.
const numbers = (text) => (text.match(/[g-z\d_-]*[A-Za-f]/g) || [])
  .map((digits) => [...digits].reduceRight((number, digit) => number * 32 + DIGITS.indexOf(digit) % 32, 0));

let site; // what start.js tells
const open = async () => {
  const { words, groups, pages, units } = await load('start');
  const counts = numbers(pages);
  let page = 0, from = '';
  site = { words: words.split(' ').map((one) => (from = from.slice(0, one[0]) + one.slice(1))), first: [],
    groups: groups.split(' ').map((id, i) => ({ id, aside: counts[i] & 1, from: page, to: page += counts[i] >> 1 })) };
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

// Whether so many letters added, left out, changed or swapped make a word the other.
const isNear = (a, b, most, c = a.slice(1), d = b.slice(1)) => (a && a[0] === b[0] ? isNear(c, d, most)
  : a === b || most > 0 && (isNear(c, b, most - 1) || isNear(a, d, most - 1) || isNear(c, d, most - 1) ||
    a[0] === d[0] && c[0] === b[0] && isNear(c.slice(1), d.slice(1), most - 1)));

// The entries of the file in which a word is looked for.
const entriesFor = async (word) => {
  let file = 0;
  while (site.words[file + 1] <= word) file++;
  return (await load(`words_${file}`)).split(' ').map(readEntry);
};

const GUESSED = 2;
// How well a form fits a word: it is the same, goes on, has its stem, is a pair that the word is of, may be meant.
const fit = (form, stem, word, pairs) => (form === word ? 6 : word.length > 2 && form.startsWith(word) ? 5
  : stem.length > 3 && word.length < stem.length + 5 && word.startsWith(stem) ? 4 : pairs.includes(form) ? 3
  : [2, 1].find((fits) => word.length > 9 - fits * 3 && isNear(word, form, 3 - fits)) || 0);

const find = async (word, pairs = []) => {
  let best = 1, terms = [];
  const look = async (words) => {
    for (const entry of (await Promise.all(words.map(entriesFor))).flat()) {
      const fits = Math.max(...entry.forms.map((form) => fit(form, entry.stem, word, pairs)));
      if (fits > best) terms = [];
      if (fits >= best) terms.push(entry);
      best = Math.max(best, fits);
    }
  };
  await look([word]);
  // A letter too many among the first ones leads to another file.
  if (best < 4) await look([...pairs, ...[1, 2].map((at) => word.slice(0, at) + word.slice(at + 1))]);
  terms.sort((a, b) => a.count - b.count);
  if (best <= GUESSED) terms = terms.slice(-1);
  const hits = new Map(terms.flatMap(({ hits }) => [...hits]));
  const count = Math.max(hits.size, terms.at(-1)?.count || 0);
  return { word, hits, count, rare: Math.log(1 + (site.first.length - count + .5) / (count + .5)) * (best > GUESSED ? 1 : .6),
    meant: best <= GUESSED && terms[0]?.forms.find((form) => isNear(word, form, 2)),
    forms: terms.flatMap(({ forms }) => forms), names: terms.flatMap(({ names }) => names) };
};

// The pages that have most of it, the best first.
const rank = (terms) => {
  const sums = new Map();
  const named = terms.flatMap(({ names }) => names);
  const onlyNames = terms.every(({ names }) => names.length);
  let whole = 0;
  for (const { rare, count, hits, names } of terms) {
    // A page may have a word of which not all pages are told.
    whole += count > hits.size ? rare / 2 : rare;
    const levels = new Map([...hits].map(([page, { level }]) => [page, level]));
    // All pages of a trust have its name.
    for (const { from, to } of onlyNames ? [] : names.map((name) => site.groups[name]))
      for (let page = from; page < to; page++) levels.set(page, 4);
    for (const [page, level] of levels) {
      const sum = sums.get(page) || { page, score: 0, share: 0 };
      sum.score += rare * level;
      sum.share += rare;
      sums.set(page, sum);
    }
  }
  for (const sum of sums.values()) {
    const { aside, from } = site.groups[groupOf(sum.page)];
    const worth = named.includes(groupOf(sum.page)) ? onlyNames && sum.page === from ? 4.5 : 1.5 : aside ? .1 : 1;
    sum.score *= Math.min(1, sum.share / whole) * worth;
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

// The words of a text that are sought, each with its term.
const match = (text, terms) => [...text.matchAll(WORD)]
  .filter((hit) => (hit.term = terms.find(({ forms }) => forms.includes(fold(hit[0])))));

const writeSnippet = (parent, text, terms) => {
  const hits = match(text, terms);
  let at = hits[0]?.index > 100 ? text.indexOf(' ', hits[0].index - 60) + 1 : 0;
  const end = text.length > at + 260 ? text.lastIndexOf(' ', at + 240) : text.length;
  parent.append(at > 0 ? '… ' : '');
  for (const { 0: word, index } of hits.filter((hit) => hit.index < end)) {
    parent.append(text.slice(at, index));
    append(parent, 'mark', word);
    at = index + word.length;
  }
  parent.append(text.slice(at, end), end < text.length ? ' …' : '');
};

const writeResult = async (page, terms) => {
  const { id, from } = site.groups[groupOf(page)];
  const telling = terms.filter(({ names }) => !names.includes(groupOf(page)));
  const [rarest] = telling.filter(({ hits }) => hits.has(page)).sort((a, b) => b.rare - a.rare);
  const unit = site.first[page] - site.first[from] + (rarest?.hits.get(page).unit || 0);
  const [label, fictional, ...units] = await load(`${id}/${unit / UNITS_A_FILE | 0}`);
  const [address, title, ...sections] = units[unit % UNITS_A_FILE];
  let best = { text: '', anchor: '', weight: -1 };
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

const fail = () => { found.textContent = strings.failed; };

const search = async (query) => {
  const words = [...new Set((query.match(WORD) || []).map(fold))].slice(0, 12);
  await open();
  const [lesser, main] = [true, false].map((is) => words.filter((word) => passing.includes(word) === is));
  const pairs = words.slice(1).map((word, i) => words[i] + word);
  const terms = await Promise.all((main[0] ? main : lesser).map((word) => find(word, pairs.filter((pair) => pair.includes(word)))));
  // What is sought says little: the other words help pages that have it in their title.
  if (main[0] && total(terms) < 1.5)
    for (const term of await Promise.all(lesser.map((word) => find(word))))
      terms.push({ ...term, rare: term.rare * .7, forms: [],
        hits: new Map([...term.hits].filter(([page]) => terms.some(({ hits }) => hits.get(page)?.level > 5))) });
  const pages = rank(terms.filter(({ count, names }) => count + names.length > 0));
  const told = [say(strings[['none', 'single'][pages.length] || 'several'], query, pages.length),
    ...terms.filter(({ meant }) => meant).map(({ word, meant }) => say(strings.instead, word, meant))].join(' ');
  const show = async () => {
    const from = list.children.length;
    const items = await Promise.all(pages.slice(from, from + SHOWN).map((page) => writeResult(page, terms)));
    if (list.children.length > from) return; // clicked twice
    list.append(...items);
    more.hidden = pages.length <= from + SHOWN;
    if (from) items[0].querySelector('a').focus();
    if (found.textContent !== told) found.textContent = told;
  };
  more.onclick = () => show().catch(fail);
  await show();
};

input.value = new URLSearchParams(location.search).get('q') || '';
if (input.value.trim()) search(input.value.trim()).catch(fail);
})();
