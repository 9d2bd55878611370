/** Returns the script for bash 3.2 and later. */
export const bash = (): string => `\
# Completion of rx-swf in bash. Add this line to ~/.bashrc:
#
#   eval "$(rx-swf completion bash)"

_rx_swf() {
  local line="\${COMP_LINE:0:$COMP_POINT}" word breaks="" prefix="" character candidate
  local -a words
  read -ra words <<< "$line"
  [[ "$line" == *[[:space:]] ]] && words+=("")
  word="\${words[\${#words[@]}-1]}"
  # Bash replaces only what follows the last of these characters, which ids and types contain.
  for character in : = @; do
    [[ "$COMP_WORDBREAKS" == *"$character"* ]] && breaks+="$character"
  done
  [[ -n "$breaks" ]] && prefix="\${word%"\${word##*[$breaks]}"}"
  COMPREPLY=()
  while IFS=$'\\t' read -r candidate _; do
    if [[ "$candidate" == ":files" ]]; then
      compopt -o filenames 2>/dev/null
      while read -r candidate; do COMPREPLY+=("$candidate"); done < <(compgen -f -- "\${word#"$prefix"}")
      return
    fi
    candidate="\${candidate#"$prefix"}"
    printf -v candidate '%q' "$candidate"
    COMPREPLY+=("$candidate")
  done < <("\${words[0]}" complete -- "\${words[@]:1}" 2>/dev/null)
}

complete -o nosort -F _rx_swf rx-swf 2>/dev/null || complete -F _rx_swf rx-swf
`;
