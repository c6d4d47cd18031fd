// The marked-up copy of a checked document: axe in light and dark, every figure marked by
// a word and not by colour alone, and the proof a click (or Enter) away without scripts.
//
//   node check.mjs COPY.html...
import { axeOn, browser, check, finish } from './common.mjs';

for (const file of process.argv.slice(2)) {
  const page = await browser.newPage({ viewport: { width: 1000, height: 900 } });
  await page.goto('file://' + file);
  const faults = await page.evaluate(() => {
    const out = [], ids = new Set([...document.querySelectorAll('[id]')].map((e) => e.id));
    for (const a of document.querySelectorAll('a[href^="#"]'))
      if (!ids.has(a.getAttribute('href').slice(1)))
        out.push('leads nowhere: ' + a.getAttribute('href'));
    if (ids.size !== document.querySelectorAll('[id]').length)
      out.push('an id twice');
    if (document.scripts.length > 0)
      out.push('a script');
    for (const a of document.querySelectorAll('a.k'))
      if (!/\(.+\)$/.test(a.textContent.trim()))
        out.push('no word: ' + a.textContent);
    if (document.documentElement.scrollWidth > window.innerWidth)
      out.push('wider than the window');
    return out;
  });
  check(faults.length === 0, `${file}: ${faults.slice(0, 5).join('; ')}`);
  const mark = page.locator('a.k').first();
  await mark.focus();
  await page.keyboard.press('Enter');
  check(await page.evaluate(() => {
    const t = document.querySelector(':target');
    const box = t?.getBoundingClientRect();
    return box && box.top >= 0 && box.top < window.innerHeight && t.textContent.length > 10;
  }), `${file}: Enter on a figure shows its proof`);
  for (const media of [{ colorScheme: 'light' }, { colorScheme: 'dark' }, { forcedColors: 'active' }]) {
    await page.emulateMedia(media);
    await axeOn(page, `${file} with ${JSON.stringify(media)}`);
  }
  await page.setViewportSize({ width: 320, height: 600 });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth ? '' :
    [...document.querySelectorAll('body *')].filter((e) => e.getBoundingClientRect().right > window.innerWidth &&
      !e.closest('table, pre')).map((e) => e.outerHTML.slice(0, 80)).slice(0, 3).join(' | ') || 'inside a table');
  check(wide === '', `${file}: wider than a narrow window: ${wide}`);
  await page.close();
}
await finish();
