import ts from 'typescript';
import { isPrivate } from './isPrivate.js';

const printer = ts.createPrinter({ removeComments: true });

function withoutPrivate(node: ts.ClassDeclaration): ts.ClassDeclaration {
  return ts.factory.updateClassDeclaration(
    node,
    node.modifiers,
    node.name,
    node.typeParameters,
    node.heritageClauses,
    node.members.filter(member => !isPrivate(member)),
  );
}

/** Returns the text of a declaration, without comments and private members. */
export function printDeclaration(declaration: ts.Declaration): string {
  const file = declaration.getSourceFile();
  const print = (node: ts.Node) => printer.printNode(ts.EmitHint.Unspecified, node, file);
  if (ts.isVariableDeclaration(declaration)) return `export declare const ${print(declaration)};`;
  return print(ts.isClassDeclaration(declaration) ? withoutPrivate(declaration) : declaration);
}
