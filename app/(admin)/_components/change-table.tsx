import { diffFields, type FieldChange } from "./diff-fields";
import classes from "./log-line.module.css";

type Json = Record<string, unknown> | null;

/** Before and after side by side, a row for each field; only differences are coloured. */
export function ChangeTable({ before, after }: { before: Json; after: Json }) {
  const changes = diffFields(before, after);
  if (changes.length === 0) return null;
  return (
    <table className={classes.change}>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Before</th>
          <th scope="col">After</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <ChangeRow key={change.field} change={change} />
        ))}
      </tbody>
    </table>
  );
}

function ChangeRow({ change: { field, before, after } }: { change: FieldChange }) {
  const differs = before !== after;
  return (
    <tr>
      <th scope="row">{field}</th>
      <td className={differs && before !== null ? classes.gone : undefined}>
        {before !== null && <del>{before}</del>}
      </td>
      <td className={differs && after !== null ? classes.came : undefined}>{after !== null && <ins>{after}</ins>}</td>
    </tr>
  );
}
