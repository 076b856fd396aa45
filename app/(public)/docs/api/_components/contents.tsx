import { Link } from "@/app/_ui/link";
import classes from "./docs.module.css";
import type { Topic } from "./topics";

type Props = { topics: readonly Topic[]; current: string | null; search: string };

/** The topics: beside the text on wide screens, folded above it on small ones. */
export function Contents(props: Props) {
  return (
    <>
      <nav className={classes.beside} aria-label="Contents">
        <Links {...props} />
      </nav>
      <details className={classes.above}>
        <summary>Contents</summary>
        <nav aria-label="Contents, folded">
          <Links {...props} />
        </nav>
      </details>
    </>
  );
}

const GROUPS = [
  ["guide", "Guide"],
  ["operations", "Reference"],
] as const;

const Links = ({ topics, current, search }: Props) => (
  <ul>
    {GROUPS.map(([kind, title]) => (
      <li key={kind}>
        {title}
        <ul>
          {topics
            .filter((topic) => topic.kind === kind)
            .map((topic) => (
              <li key={topic.id}>
                <Link
                  href={`/docs/api/${topic.id}${search}`}
                  prefetch={false}
                  aria-current={topic.id === current ? "page" : undefined}
                >
                  {topic.title}
                </Link>
                {topic.kind === "operations" && topic.id === current && (
                  <ul>
                    {topic.operations.map(({ operation: { operationId, summary } }) => (
                      <li key={operationId}>
                        <a href={`#${operationId}`}>{summary}</a>
                      </li>
                    ))}
                  </ul>
                )}
              </li>
            ))}
        </ul>
      </li>
    ))}
  </ul>
);
