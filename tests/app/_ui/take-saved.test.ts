import { useForm, type UseFormReturnType } from "@mantine/form";
import { renderToString } from "react-dom/server";
import { createElement } from "react";
import { expect, test } from "vitest";
import { takeSaved } from "@/app/_ui/take-saved";

const READ = { sender: "Maya", website: "", limit: 50 as number | string };
type Values = typeof READ;

/** A form of the library as a screen has it, with nobody looking at it. */
function formWith(typed: Partial<Values>): UseFormReturnType<Values> {
  const made: UseFormReturnType<Values>[] = [];
  const Screen = () => {
    made.push(useForm({ initialValues: READ }));
    return null;
  };
  renderToString(createElement(Screen));
  const [form] = made;
  if (!form) throw new Error("The form was not rendered.");
  form.setValues(typed);
  return form;
}

test("a saved form is clean and shows what the server made of its text", () => {
  const form = formWith({ website: "example.com" });
  const sent = form.getValues();
  takeSaved(form, sent, { ...sent, website: "https://example.com" });
  expect(form.getValues().website).toBe("https://example.com");
  expect(form.isDirty()).toBe(false);
});

test.each<[string, Partial<Values>]>([
  ["another field", { sender: "Maya Lind" }],
  ["the field that was sent", { website: "example.org" }],
  ["a field that was emptied", { sender: "" }],
])("text typed while a save is under way stays and is unsaved: %s", (_, typed) => {
  const form = formWith({ website: "example.com" });
  const sent = form.getValues();
  form.setValues(typed);
  takeSaved(form, sent, { ...sent, website: "https://example.com" });
  expect(form.getValues()).toMatchObject(typed);
  expect(form.isDirty()).toBe(true);
  expect(form.getInitialValues()).toEqual({ ...sent, website: "https://example.com" });
});

test("a reading that brings nothing new leaves typed text alone; a field that another changed is taken", () => {
  const form = formWith({ limit: 80 });
  takeSaved(form, READ, { ...READ });
  expect([form.getValues(), form.isDirty()]).toEqual([{ ...READ, limit: 80 }, true]);
  takeSaved(form, READ, { ...READ, sender: "Amara" });
  expect(form.getValues()).toEqual({ ...READ, sender: "Amara", limit: 80 });
});
