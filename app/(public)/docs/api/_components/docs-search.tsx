"use client";

import { TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useId, useState } from "react";
import classes from "./docs.module.css";
import { searched, type SearchEntry } from "./topics";

const SHOWN = 12;

/** Finds topics and operations by their titles, paths and texts, without asking the server. */
export function DocsSearch({ entries }: { entries: SearchEntry[] }) {
  const [question, setQuestion] = useState("");
  const resultsId = useId();
  const found = searched(entries, question);
  return (
    <search className={classes.search}>
      <TextInput
        type="search"
        aria-label="Search the API documentation"
        placeholder="Search, for example: rate limits"
        leftSection={<IconSearch size={16} aria-hidden />}
        value={question}
        maxLength={100}
        aria-controls={resultsId}
        onChange={({ currentTarget }) => setQuestion(currentTarget.value)}
      />
      <div id={resultsId} aria-live="polite">
        {question.trim() !== "" && found.length === 0 && <p>Nothing found. Try another word.</p>}
        {found.length > 0 && (
          <ul>
            {found.slice(0, SHOWN).map(({ title, place, href }) => (
              <li key={href}>
                <a href={href}>{title}</a> <span>{place}</span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </search>
  );
}
