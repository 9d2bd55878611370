import type { GateReport, PathReport } from '../../archive/gate/GateReport.js';
import { describeBreak } from './view.js';

/** Renders a report as JUnit XML: a suite for each type, a test case for each path. */
export function junit({ paths }: GateReport): string {
  const types = [...new Set(paths.map(({ type }) => type))].sort();
  const suites = types.map(type => {
    const cases = paths.filter(path => path.type === type);
    const failures = cases.filter(({ broken }) => broken > 0).length;
    return [
      `  <testsuite name="${toXml(type)}" tests="${cases.length}" failures="${failures}">`,
      ...cases.map(testCase),
      '  </testsuite>',
    ].join('\n');
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="rx-swf replay">\n${suites.join('\n')}\n</testsuites>\n`;
}

function testCase(path: PathReport): string {
  const { type, label, histories, broken, break: found } = path;
  const name = toXml(`${label} (${histories})`);
  if (broken === 0) return `    <testcase classname="${toXml(type)}" name="${name}"/>`;
  return [
    `    <testcase classname="${toXml(type)}" name="${name}">`,
    `      <failure message="${toXml(describeBreak(path))}" type="${toXml(found?.name ?? 'Error')}">${toXml(found?.message ?? '')}</failure>`,
    '    </testcase>',
  ].join('\n');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Escapes a text, and drops the control characters that XML can't have. */
const toXml = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML can't have.
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/[&<>"']/g, character => entities[character] ?? character);
