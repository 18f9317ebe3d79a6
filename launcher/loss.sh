# accept-loss: slots whose memory is gone begin anew, empty, once a person says so.

accept_loss() {
  local slots= yes= document count answer
  while [ $# -gt 0 ]; do
    case $1 in
      --slots) [ $# -ge 2 ] || fail_usage "--slots wants slots, as 1-5,9"; slots=$2; shift ;;
      --slots=*) slots=${1#--slots=} ;;
      --all) slots=all ;;
      --yes) yes=1 ;;
      *) fail_usage "accept-loss does not know '$1': see ./meguri help" ;;
    esac
    shift
  done
  case $slots in '' | all) ;; *[!0-9,-]*) fail_usage "--slots must be as 1-5,9, not '$slots'" ;; esac
  need_curl
  is_running manager || fail "the manager is not running here: start it with ./meguri start manager"
  document=$(manager_get /api/cluster/slots/lost) || fail "the manager does not answer yet: see ./meguri status"
  count=$(json_field count "$document")
  if [ "${count:-0}" = 0 ]; then
    say "No slot is lost."
    return 0
  fi
  say "$count slots are lost:"
  lost_ranges "$document"
  if [ -z "$slots" ]; then
    say "Give up what they held: ./meguri accept-loss --all, or --slots 1-5,9"
    return 0
  fi
  [ "$slots" = all ] || count=$(count_slots "$slots")
  if [ -z "$yes" ]; then
    printf 'These %s slots begin anew, empty; nothing that they held comes back. Type %s to do it: ' "$count" "$count"
    read -r answer || answer=
    [ "$answer" = "$count" ] || fail "nothing was changed: '$answer' is not $count"
  fi
  answer=$(curl -s --max-time 20 -w '\n%{http_code}' -X POST "$(loopback manager)/api/cluster/slots/lost/accept" \
    -H 'Content-Type: application/json' -d "{\"slots\":\"$slots\",\"confirm\":$count}") || fail "the manager does not answer"
  case ${answer##*$'\n'} in
    200) say "$count slots begin anew. Still lost: $(json_field count "$answer")" ;;
    *) fail "refused: $(printf '%s' "$answer" | sed -n 's/.*"detail":"\([^"]*\)".*/\1/p')" ;;
  esac
}

lost_ranges() { # one line per range of the manager's document
  printf '%s' "$1" | tr '{' '\n' \
    | sed -n 's/.*"from":\([0-9]*\),"to":\([0-9]*\),"reason":"\([a-z_]*\)".*/  \1-\2 \3/p' \
    | sed -e 's/majority_lost_memory/most voters lost their memory: strong keys are refused/' \
      -e 's/no_holder/every holder is DOWN: start one to have its keys back/'
}

count_slots() { # count_slots 1-5,9
  local sum=0 part
  for part in ${1//,/ }; do sum=$((sum + 10#${part#*-} - 10#${part%-*} + 1)); done
  echo "$sum"
}
