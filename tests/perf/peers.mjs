// peers.mjs DATA   the same graph and cases in two other engines, in this process.
// Their tables are made from wmo.dmn; their outcomes are first compared with the expected
// ones. A figure is the lower of wall-clock and processor time, so that neither a busy
// machine nor their helper threads count against them.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const data = process.argv[2];
const require = createRequire(join(process.cwd(), 'x.js'));
const { ZenEngine } = require('@gorules/zen-engine');
const { evaluate, unaryTest } = require('feelin');

const text = (s) => s.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&amp;/g, '&');
const all = (s, pattern) => [...s.matchAll(pattern)].map((m) => m[1]);

// The decisions of wmo.dmn in the order of the file, which is also an order to run them in.
function readTables(xml) {
  return [...xml.matchAll(/<decision id="(\w+)"[^]*?<\/decision>/g)].map(([part, name]) => ({
    name,
    inputs: all(part, /<inputExpression[^>]*><text>([^<]*)<\/text>/g),
    rules: all(part, /<rule [^>]*>([^]*?)<\/rule>/g).map((rule) => ({
      cells: all(rule, /<inputEntry[^>]*><text>([^<]*)<\/text>/g).map(text),
      out: text(all(rule, /<outputEntry[^>]*><text>([^<]*)<\/text>/g)[0]),
    })),
  }));
}

// ---- GoRules ZEN: a JSON decision model; each table passes on what it got ----

const zenCell = (cell) => (cell === '-' ? '' : cell.replace(/^not\((.*)\)$/, 'not($ in [$1])'));

function zenNode(table, i) {
  return {
    id: `t${i}`, type: 'decisionTableNode', name: table.name, position: { x: 0, y: 0 },
    content: {
      hitPolicy: 'first',
      passThrough: true,
      inputs: table.inputs.map((field, j) => ({ id: `c${j}`, name: field, field })),
      outputs: [{ id: 'o', name: table.name, field: table.name }],
      rules: table.rules.map((rule, k) => ({
        _id: `r${k}`, o: rule.out, ...Object.fromEntries(rule.cells.map((c, j) => [`c${j}`, zenCell(c)])),
      })),
    },
  };
}

function zenDecision(tables) {
  const place = { x: 0, y: 0 };
  const nodes = [{ id: 'in', type: 'inputNode', name: 'in', position: place }, ...tables.map(zenNode),
    { id: 'out', type: 'outputNode', name: 'out', position: place }];
  const edges = nodes.slice(1).map((n, i) => ({ id: `e${i}`, type: 'edge', sourceId: nodes[i].id, targetId: n.id }));
  return new ZenEngine().createDecision(Buffer.from(JSON.stringify({ nodes, edges })));
}

// ---- feelin: a FEEL interpreter; a table is a loop over its cells ----

function feelinGraph(tables, facts) {
  const context = { ...facts };
  for (const { name, inputs, rules } of tables) {
    const fits = (rule) => rule.cells.every(
      (cell, j) => cell === '-' || unaryTest(cell, { ...context, '?': context[inputs[j]] }).value);
    context[name] = evaluate(rules.find(fits).out, context).value;
  }
  return context.eindUren;
}

// ---- measuring ----

const near = (a, b) => Math.abs(a - b) < 1e-9;

async function perCase(run, cases, rounds) {
  const times = [];
  for (let r = 0; r < rounds; r++) {
    const wall = performance.now(), before = process.cpuUsage();
    for (const facts of cases) await run(facts);
    const used = process.cpuUsage(before);
    times.push(Math.min(performance.now() - wall, (used.user + used.system) / 1000) / cases.length);
  }
  return times.sort((a, b) => a - b)[rounds >> 1];
}

async function measure(name, run, value, cases, expected) {
  const rounds = 5;
  const outcomes = [];
  for (const facts of cases) outcomes.push(value(await run(facts)));
  const same = outcomes.filter((v, i) => near(v, expected[i])).length;
  const ms = await perCase(run, cases, rounds);
  console.log(`${name.padEnd(44)} ${Math.round(1000 / ms).toString().padStart(10)} /s   `
    + `${Math.round(ms * 1e6).toString().padStart(6)} ns   ${same} of ${cases.length} outcomes as expected`);
}

const tables = readTables(readFileSync(join(data, 'wmo.dmn'), 'utf8'));
const { graph } = JSON.parse(readFileSync(join(data, 'expected.json'), 'utf8'));
const cases = JSON.parse(readFileSync(join(data, 'cases.json'), 'utf8'))
  .map(({ eigenKracht, ...facts }) => facts); // eigenKracht is computed here
const zen = zenDecision(tables);
const few = cases.slice(0, 200);

await measure('zen-engine, objects in and out', (f) => zen.evaluate(f), (r) => r.result.eindUren, cases, graph);
await measure('zen-engine, JSON in, trace as JSON out',
  async (t) => JSON.stringify(await zen.evaluate(JSON.parse(t), { trace: true })),
  (t) => JSON.parse(t).result.eindUren, cases.map((f) => JSON.stringify(f)), graph);
await measure('feelin, objects in and out', (f) => feelinGraph(tables, f), (v) => v, few, graph);
