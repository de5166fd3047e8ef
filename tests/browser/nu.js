// nu.js: the Nu Html Checker over every page, style sheet and drawing of a site; warnings count.
'use strict';

const path = require('path');
const { spawnSync } = require('child_process');
const { pathToFileURL } = require('url');
const { Tap, filesOf, requirePackage } = require('./shared.js');

const site = path.resolve(process.argv[2]);
const jar = path.join(path.dirname(requirePackage.resolve('vnu-jar/package.json')), 'build/dist/vnu.jar');

const done = spawnSync(
  'java',
  ['-Xss4m', '-jar', jar, '--format', 'json', '--stdout', '--exit-zero-always',
    '--also-check-css', '--also-check-svg', site],
  { encoding: 'utf8', maxBuffer: 1 << 28 },
);
const tap = new Tap();
if (done.status !== 0) {
  tap.check('the Nu checker runs', [String(done.error || ''), done.stdout, done.stderr]);
} else {
  const messages = JSON.parse(done.stdout).messages;
  const checked = filesOf(site).filter((file) => /\.(html|css|svg)$/.test(file));
  for (const file of checked) {
    const url = pathToFileURL(path.join(site, file)).href;
    const own = messages.filter((message) => message.url === url || message.url === url.replace('///', '/'));
    tap.check(
      `nu ${file}`,
      own.map((m) => `${file}:${m.lastLine}:${m.lastColumn}: ${m.type}: ${m.message}\n  ${m.extract || ''}`),
    );
  }
  const known = new Set(checked.map((file) => pathToFileURL(path.join(site, file)).href));
  const rest = messages.filter((m) => !known.has(m.url) && !known.has((m.url || '').replace('file:/', 'file:///')));
  tap.check('nu says nothing else', rest.map((m) => `${m.url}: ${m.message}`));
}
tap.finish();
