// What every browser test starts with: the browser, axe, a count of checks, and a link
// followed as a reader follows it.
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';

export const axe = readFileSync(new URL('./node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');
// the rules whose outcome another colour scheme can change
export const colourRules = ['color-contrast', 'link-in-text-block'];
let checks = 0, failed = 0;

export function check(ok, what) {
  checks++;
  if (!ok) {
    failed++;
    console.log('failed: ' + what);
  }
}

export const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

// What axe finds on a page as it stands, each fault said with where it is; of all its rules,
// or of those that are named.
export async function axeOn(page, name, rules) {
  await page.evaluate(axe);
  const result = await page.evaluate((only) =>
    window.axe.run({ resultTypes: ['violations'], ...(only && { runOnly: only }) }), rules);
  for (const v of result.violations)
    console.log(`  ${name}: ${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target).join(' | ')}`);
  check(result.violations.length === 0, `axe: ${name}`);
}

// A click.  A machine with other work may draw no frame for a long while, and the mouse waits
// for two that are alike; the keyboard waits for none, and is a reader's way as well.
export async function follow(page, selector) {
  const link = page.locator(selector).first();
  let moved = false;
  const arrival = page.waitForEvent('framenavigated', { timeout: 90000 }).then(() => { moved = true; });
  try {
    await link.click({ timeout: 10000 });
  } catch (e) {
    if (e.name !== 'TimeoutError')
      throw e;
    if (!moved) {
      console.log(`  no frame is drawn: Enter on ${selector}`);
      await link.focus();
      await page.keyboard.press('Enter');
    }
  }
  await arrival;
  await page.waitForLoadState();
}

export async function finish() {
  await browser.close();
  console.log(`${checks} checks, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}
