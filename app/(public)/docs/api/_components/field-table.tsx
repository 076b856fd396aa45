import classes from "./docs.module.css";
import type { FieldRow } from "./field-groups";
import { Prose } from "./prose";

type Props = { caption: string; rows: FieldRow[]; showRequired?: boolean };

export function FieldTable({ caption, rows, showRequired = false }: Props) {
  return (
    <table className={classes.fields}>
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Description</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ name, type, required, description }) => (
          <tr key={name}>
            <th scope="row">
              <code>{name}</code>
              {showRequired && required && <span className={classes.required}>required</span>}
            </th>
            <td>
              <span className={classes.type}>{type}</span>
              {description !== null && (
                <>
                  {" — "}
                  <Prose text={description} />
                </>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
