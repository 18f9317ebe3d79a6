import { Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import classes from './Panel.module.css';

interface Props {
  title: string;
  note?: ReactNode;
  /** Stands at the right of the title. */
  aside?: ReactNode;
  /** Without padding: for tables that go to the edge. */
  flush?: boolean;
  children: ReactNode;
}

export function Panel({ title, note, aside, flush, children }: Props) {
  const id = useId();
  return (
    <section className={classes.panel} aria-labelledby={id}>
      <header className={classes.head}>
        <div>
          <Title order={2} id={id} className={classes.title}>{title}</Title>
          {note && <div className={classes.note}>{note}</div>}
        </div>
        {aside}
      </header>
      <div className={`${classes.body} ${flush ? classes.flush : ''}`}>{children}</div>
    </section>
  );
}
