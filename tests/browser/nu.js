// nu.js: the Nu Html Checker over every page, style sheet and drawing of a site; warnings count.
'use strict';

const path = require('path');
const { spawnSync } = require('child_process');
const { fileURLToPath } = require('url');
const { Tap, filesOf, requirePackage } = require('./shared.js');

const LONGEST_OUTPUT = 1 << 28; // bytes

const site = path.resolve(process.argv[2]);
const jar = path.join(path.dirname(requirePackage.resolve('vnu-jar/package.json')), 'build/dist/vnu.jar');
const files = filesOf(site).filter((file) => /\.(html|css|svg)$/.test(file));

const done = spawnSync(
  'java',
  ['-Xss4m', '-jar', jar, '--format', 'json', '--stdout', '--exit-zero-always',
    '--also-check-css', '--also-check-svg', ...files],
  { cwd: site, encoding: 'utf8', maxBuffer: LONGEST_OUTPUT },
);
const tap = new Tap();
tap.check('the Nu checker runs', done.status === 0 ? [] : [String(done.error), done.stdout, done.stderr]);
if (done.status === 0) {
  const problems = new Map(files.map((file) => [file, []]));
  for (const message of JSON.parse(done.stdout).messages) {
    const file = path.relative(site, fileURLToPath(message.url)).split(path.sep).join('/');
    const where = `${file}:${message.lastLine}:${message.lastColumn}`;
    const list = problems.get(file) || [];
    list.push(`${where}: ${message.type}: ${message.message}\n  ${message.extract || ''}`);
    problems.set(file, list);
  }
  for (const [file, list] of problems) tap.check(`nu ${file}`, list);
}
tap.finish();
