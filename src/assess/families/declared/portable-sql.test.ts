import { describe, expect, it } from "vitest";
import { portabilityBreaks, reachBreaks } from "./portable-sql.js";

const TABLES = new Set(["ticket", "param"]);

describe("the portable subset", () => {
  it.each([
    ["select a::text from ticket", "a cast with ::"],
    ["select a / b from ticket", "division"],
    ["select extract(year from a) from ticket", "a date function"],
    ["select lead(a) over (order by b) from ticket", "two-argument lead"],
    ["select cast(a as double) from ticket", "a cast to something else than text, bigint or boolean"],
    ["select e'\\' from x' from ticket", "a text with escapes or between dollar signs"],
    ["select $$ from x $$ from ticket", "a text with escapes or between dollar signs"],
    ["select 1 /* */ from ticket", "a comment between /* and */"],
  ])("%s breaks it", (sql, what) => {
    expect(portabilityBreaks(sql)).toEqual([what]);
  });

  it("looks past comments and texts", () => {
    expect(portabilityBreaks("-- a / b\nselect 'x / y' as a, lead(b, 1, 0) over (order by c) from ticket")).toEqual([]);
  });
});

describe("what a workspace's own query may reach", () => {
  it.each([
    "select t.id from ticket t cross join param p where t.kind in ('a', 'b')",
    "with open as (select id from ticket) select o.id, count(*) over (partition by o.id) as n from open as o",
    "select id from (select id from ticket) as t left join param p on t.id is not distinct from p.period_start",
    "select id from ticket where exists (select 1 from param) and not (id = 'from \"x\"')",
  ])("%s reaches nothing else", (sql) => {
    expect(reachBreaks(sql, TABLES)).toEqual([]);
  });

  it.each([
    [
      "select * from read_csv('/etc/passwd')",
      ["the function read_csv", 'the table read_csv, which "reads" does not list'],
    ],
    ["select * from '/etc/passwd'", ["the table '', which \"reads\" does not list"]],
    ['select * from "people.csv"', ["a name in double quotes", 'the table "people.csv", which "reads" does not list']],
    ["select * from people.csv", ['the table people, which "reads" does not list']],
    ["select * from ticket.csv", ['the table ticket, which "reads" does not list']],
    ["select * from ticket, 'x.csv'", ["a comma after from: write join"]],
    ["select * from (select 1 from ticket) t, 'x.csv'", ["a comma after from: write join"]],
    ["select getenv('HOME') from ticket", ["the function getenv"]],
    ["select main.min(1) from ticket", ["the function min"]],
    ["select '--' as a, getenv('HOME') from ticket", ["the function getenv"]],
    ["select 1 from ticket; drop table x", ["a semicolon: it must be one select"]],
    ["copy ticket to 'x'", ["something else than one select"]],
    ["select * from (values (1))", ["a bracket that holds no select"]],
    ["select * from alert", ['the table alert, which "reads" does not list']],
    [
      "select * from ticket union select * from glob('*')",
      ["the function glob", 'the table glob, which "reads" does not list'],
    ],
  ])("%s is refused", (sql, breaks) => {
    expect(reachBreaks(sql, TABLES)).toEqual(breaks);
  });
});
