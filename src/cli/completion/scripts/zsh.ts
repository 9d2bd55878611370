/** Returns the script for zsh. */
export const zsh = (): string => `\
#compdef rx-swf
# Completion of rx-swf in zsh. Add this line to ~/.zshrc, after compinit:
#
#   eval "$(rx-swf completion zsh)"

_rx_swf() {
  local value description
  local -a candidates
  while IFS=$'\\t' read -r value description; do
    if [[ "$value" == ":files" ]]; then
      _files
      return
    fi
    candidates+=("\${value//:/\\\\:}:$description")
  done < <("\${words[1]}" complete -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null)
  _describe -V 'rx-swf' candidates
}

if [[ "\${funcstack[1]}" == "_rx_swf" ]]; then
  _rx_swf "$@"
else
  compdef _rx_swf rx-swf
fi
`;
