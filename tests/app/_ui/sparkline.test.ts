import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Sparkline } from "@/app/_ui/sparkline";

const lineOf = (values: number[]): string[] =>
  /<polyline points="([^"]*)"/.exec(renderToStaticMarkup(createElement(Sparkline, { values, color: "green" })))?.[1]?.split(" ") ?? []; // prettier-ignore

test("from edge to edge; one day alone is level, not a rise from nothing", () => {
  expect(lineOf([0, 4, 2])).toEqual(["0.0,28.0", "50.0,2.0", "100.0,15.0"]);
  expect(lineOf([4])).toEqual(["0.0,2.0", "100.0,2.0"]);
  expect(lineOf([0, 0])).toEqual(["0.0,28.0", "100.0,28.0"]);
});
