import { IconArrowsExchange } from '@tabler/icons-react';
import type { Links } from '../../hooks/useLinks';
import { t } from '../../i18n';
import { Empty } from '../Empty';
import { Panel } from '../Panel';
import { LinksTable } from './LinksTable';

interface Props {
  links: Links;
  /** Whose links they are; null: all nodes'. */
  node: string | null;
}

/** What the dots in the ring show, in figures. */
export function LinksPanel({ links, node }: Props) {
  return (
    <Panel title={t('links.title')} note={t('links.note')} flush>
      {links.traffic && links.traffic.kinds.length > 0 ? <LinksTable links={links.shown} node={node} /> : <Empty Icon={IconArrowsExchange} title={t('links.noneYet')} />}
    </Panel>
  );
}
