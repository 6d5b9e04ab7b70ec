import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { html, trusted } from '../../../packages/initializer/simulator/pages/html.js';

describe('html', () => {
  test('escapes what stands in a hole, for text and for quoted attributes', () => {
    const text = `<b title="x" class='y'>&</b>`;
    assert.equal(
      html`<p title="${text}">${text}</p>`.toString(),
      '<p title="&lt;b title=&quot;x&quot; class=&#39;y&#39;&gt;&amp;&lt;/b&gt;">&lt;b title=&quot;x&quot; class=&#39;y&#39;&gt;&amp;&lt;/b&gt;</p>',
    );
  });

  test('escapes each member of a list', () => {
    assert.equal(html`${['<', html`<i>${'>'}</i>`, ['&']]}`.toString(), '&lt;<i>&gt;</i>&amp;');
  });

  test('keeps markup it made and markup that is trusted', () => {
    assert.equal(html`<p>${html`<b>${1}</b>`}${trusted('<hr>')}</p>`.toString(), '<p><b>1</b><hr></p>');
  });

  test('prints nothing for null, undefined and false, but zero as zero', () => {
    assert.equal(html`[${null}${undefined}${false}${0}]`.toString(), '[0]');
  });

  test('does not take an object that merely looks like markup for markup', () => {
    const forged = { toString: () => '<script>' };
    assert.equal(html`${forged as unknown as string}`.toString().includes('<script>'), false);
  });
});
