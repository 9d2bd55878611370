throw new SyntaxError('half written');
