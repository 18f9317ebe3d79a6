import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getLabMenu, simulate, type Film, type LabMenu, type LabOrder } from '../api/lab';
import { keys } from './keys';

export function useLabMenu() {
  return useQuery<LabMenu>({ queryKey: keys.labMenu, queryFn: ({ signal }) => getLabMenu(signal), staleTime: Infinity });
}

/** The film of an order. While another one is made, the one before it stays. A film never gets old: it follows from its order. */
export function useFilm(order: LabOrder) {
  return useQuery<Film>({
    queryKey: keys.film(order),
    queryFn: () => simulate(order),
    staleTime: Infinity,
    gcTime: 60_000,
    placeholderData: keepPreviousData,
    retry: false,
  });
}
