import type { Drawing } from "@/lib/operations/sandbox/schemas";
import type { NodeState } from "./node-states";
import classes from "./run-drawing.module.css";

const [WIDTH, HEIGHT] = [170, 54];
/** n8n's canvas has nodes of another size; stretched, ours keep clear of each other. */
const [STRETCH_X, STRETCH_Y] = [0.95, 0.75];
const LINE_CHARACTERS = 22;

type Place = { x: number; y: number };

/** The workflow as n8n's editor lays it out, each node in the colour of its state. The list of steps below says the same in words. */
export function RunDrawing({ drawing, states }: { drawing: Drawing; states: readonly NodeState[] }) {
  const places = placesOf(drawing);
  const stateOf = new Map(states.map(({ name, state }) => [name, state]));
  const width = Math.max(...[...places.values()].map(({ x }) => x)) + WIDTH + 4;
  const height = Math.max(...[...places.values()].map(({ y }) => y)) + HEIGHT + 4;
  return (
    // A region that scrolls has to be reached by keyboard.
    <div className={classes.frame} role="region" aria-label={`Drawing of ${drawing.name}`} tabIndex={0}>
      <svg className={classes.drawing} viewBox={`0 0 ${width} ${height}`} role="img" aria-label={drawing.name}>
        {drawing.connections.map(({ from, to, output }) => (
          <path key={`${from} ${output} ${to}`} className={classes.line} d={lineOf(places.get(from), places.get(to))} />
        ))}
        {drawing.nodes.map(({ name }) => {
          const { x, y } = places.get(name) ?? { x: 0, y: 0 };
          const state = stateOf.get(name) ?? "waiting";
          const lines = linesOf(name);
          return (
            <g key={name} transform={`translate(${x} ${y})`} data-node={name} data-state={state}>
              <rect width={WIDTH} height={HEIGHT} rx={10} className={`${classes.box} ${classes[state] ?? ""}`} />
              {lines.map((line, index) => (
                <text
                  key={line}
                  className={classes.label}
                  x={WIDTH / 2}
                  y={HEIGHT / 2 + 4 + (index - (lines.length - 1) / 2) * 16}
                  textAnchor="middle"
                >
                  {line}
                </text>
              ))}
            </g>
          );
        })}
      </svg>
    </div>
  );
}

function placesOf({ nodes }: Drawing): Map<string, Place> {
  const left = Math.min(...nodes.map(({ position }) => position[0]));
  const top = Math.min(...nodes.map(({ position }) => position[1]));
  return new Map(
    nodes.map(({ name, position: [x, y] }) => [name, { x: (x - left) * STRETCH_X + 2, y: (y - top) * STRETCH_Y + 2 }]),
  );
}

/** Leaves on the right and arrives on the left; a loop back goes below. */
function lineOf(from: Place | undefined, to: Place | undefined): string {
  if (!from || !to) return "";
  const [x1, y1, x2, y2] = [from.x + WIDTH, from.y + HEIGHT / 2, to.x, to.y + HEIGHT / 2];
  if (x2 > from.x) return `M${x1} ${y1} C${x1 + 30} ${y1} ${x2 - 30} ${y2} ${x2} ${y2}`;
  const [below, middle] = [Math.max(from.y, to.y) + HEIGHT, WIDTH / 2];
  return `M${from.x + middle} ${from.y + HEIGHT} Q${(from.x + to.x + WIDTH) / 2} ${below + 40} ${to.x + middle} ${to.y + HEIGHT}`;
}

function linesOf(name: string): string[] {
  const lines: string[] = [];
  for (const word of name.split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= LINE_CHARACTERS) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.slice(0, 2);
}
