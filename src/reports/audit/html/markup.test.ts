import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anchor, escapeMarkup, html, trusted } from "./markup.js";

describe("html", () => {
  it("escapes text, in content and in attributes, and leaves markup alone", () => {
    const inner = html`<b>${"a<b"}</b>`;
    expect(html`<p title="${'"><script>'}">${inner}${["x&", inner]}</p>`.text).toBe(
      '<p title="&quot;&gt;&lt;script&gt;"><b>a&lt;b</b>x&amp;<b>a&lt;b</b></p>',
    );
  });

  it("writes numbers, zero included, and nothing for nothing", () => {
    expect(html`${0}|${12}|${null}|${undefined}|${false}|${true}|${[]}`.text).toBe("0|12|||||");
  });

  it("takes our own text as it is", () => {
    expect(html`<style>${trusted("a>b{}")}</style>`.text).toBe("<style>a>b{}</style>");
  });
});

describe("escapeMarkup", () => {
  it("spells out what would make a reader see other words than those that are there", () => {
    expect(escapeMarkup("a\u202Egpj.exe\u0000\u001b[31m\u{d800}b")).toBe(
      "a[U+202E]gpj.exe[U+0000][U+001B][31m[U+D800]b",
    );
  });

  it("keeps line ends, tabs, marks and joined emoji", () => {
    expect(escapeMarkup("a\n\té 👩‍💻 ü")).toBe("a\n\té 👩‍💻 ü");
  });

  it("lets no text end an element or an attribute", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(escapeMarkup(text)).not.toMatch(/[<>"'`]/);
      }),
    );
  });
});

describe("anchor", () => {
  it("makes an id of anything, two ids of two things", () => {
    expect(anchor("control", "IAM-03")).toBe("control-IAM-03");
    expect(anchor("item", 'a b"')).toBe("item-a_0020b_0022");
    expect(anchor("item", "a b")).not.toBe(anchor("item", "a/b"));
  });
});
