import { Badge, Burger } from "@mantine/core";
import { Link } from "@/app/_ui/link";
import { useWaitingApprovals } from "../use-waiting-approvals";
import classes from "./bottom-bar.module.css";
import { isCurrent, PAGE_GROUPS } from "./company-pages";

type Props = {
  companyId: string;
  pathname: string;
  waitingApprovals: number;
  menu: { opened: boolean; toggle: () => void };
};

/** The pages of every day and the menu, within reach of a thumb. */
export function BottomBar({ companyId, pathname, waitingApprovals, menu: { opened, toggle } }: Props) {
  const waiting = useWaitingApprovals({ projectId: companyId, initial: waitingApprovals });
  const base = `/companies/${companyId}`;
  return (
    <nav className={classes.bar} aria-label="Every day, at hand">
      {PAGE_GROUPS[0].pages.map(({ path, label, icon: Icon }) => (
        <Link
          key={path}
          href={base + path}
          className={classes.item}
          aria-current={isCurrent({ path, base, pathname }) ? "page" : undefined}
        >
          <Icon size={20} stroke={1.6} aria-hidden />
          <span>{label}</span>
          {path === "/approvals" && waiting > 0 && (
            <Badge size="xs" className={classes.count} circle={waiting < 10}>
              {waiting > 99 ? "99+" : waiting}
            </Badge>
          )}
        </Link>
      ))}
      <button
        type="button"
        className={classes.item}
        onClick={toggle}
        aria-expanded={opened}
        aria-label={opened ? "Close the menu" : "Open the menu"}
      >
        <Burger component="span" className={classes.burger} opened={opened} size={16} aria-hidden />
        <span>{opened ? "Close" : "Menu"}</span>
      </button>
    </nav>
  );
}
