import { CopyCode } from "./copy-code";
import classes from "./docs.module.css";

type Props = { title: string; code: string; copy?: string };

export function Code({ title, code, copy }: Props) {
  return (
    <figure className={classes.code}>
      <figcaption>
        <span>{title}</span>
        {copy !== undefined && <CopyCode label={copy} />}
      </figcaption>
      <pre>{code}</pre>
    </figure>
  );
}
