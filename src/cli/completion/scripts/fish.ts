/** Returns the script for fish 3.0 and later. */
export const fish = (): string => `\
# Completion of rx-swf in fish. Write it to a file that fish loads:
#
#   rx-swf completion fish > ~/.config/fish/completions/rx-swf.fish

function __rx_swf_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    set -l candidates (command $words[1] complete -- $words[2..-1] "$current" 2>/dev/null)
    if test "$candidates" = ":files"
        __fish_complete_path "$current"
    else
        printf '%s\\n' $candidates
    end
end

complete -c rx-swf -f -k -a '(__rx_swf_complete)'
`;
