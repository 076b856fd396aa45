import { outputOf } from "../planner-request";
import { sentence, textAt, type Intent } from "./intent";

const TASK =
  /^\s*(?:please\s+)?(?:(?:add|create|make|open|propose|note|plan)\s+(?:me\s+)?(?:a\s+|the\s+|another\s+)?(?:task|to-?do|todo)(?:\s+(?:to|for|that|about))?|(?:task|to-?do|todo|aufgabe|opgave)\s*:|remind me to)\s*[:,-]?\s*(.+)$/isu;
const LONGEST_TITLE = 200;

const titleIn = (question: string): string => {
  const [, wish = ""] = TASK.exec(question) ?? [];
  const [line = ""] = wish.trim().split("\n");
  return sentence(line.slice(0, LONGEST_TITLE).toWellFormed()).replace(/\.$/, "");
};

/** “Add a task to call the bank”. */
export const proposeTask: Intent = {
  fits: ({ question }) => titleIn(question) !== "",
  move: (request) => {
    const made = outputOf(request, "propose_task");
    if (made === undefined)
      return { use: "propose_task", input: { title: titleIn(request.question), description: request.question } };
    const ref = textAt(made, "ref");
    return {
      say: `I have proposed the task “${titleIn(request.question)}”${ref === "" ? "" : ` [${ref}]`}. It begins once you accept it.`,
    };
  },
};
