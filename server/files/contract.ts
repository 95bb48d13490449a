import { bodyAnswer, emptyAnswer, jsonAnswer, problemAnswer } from '#server/platform/answers.ts'
import { changes, describe, parameter } from '#server/platform/describe.ts'
import { AnyProblem } from '#server/platform/problem-schema.ts'
import { Asset, Assets, StorageFull, UnsupportedMedia, WriteOut } from './schemas.ts'

const tag = 'Files'
const resumable = parameter('header', 'Tus-Resumable', 'The version of the protocol.', { const: '1.0.0' })
const metadata = parameter('header', 'Upload-Metadata', '`filename` and its value in base64.')
const offset = { 'Upload-Offset': 'Bytes that have arrived.', 'Tus-Resumable': '1.0.0' }
const bytes = {
  content: {
    'application/offset+octet-stream': {
      schema: { type: 'string' as const, contentMediaType: 'application/octet-stream' },
    },
  },
}
const protocol = problemAnswer([AnyProblem], 'What the protocol refuses, as `bad_request`; `detail` says why')

export const contract = {
  upload: describe({
    id: 'uploadFile',
    tag,
    summary: 'Upload one file of up to 64 MB',
    description: 'Larger files go through `/api/uploads`. The type is judged by content, not by name.',
    takes: {
      required: true,
      content: {
        'multipart/form-data': {
          schema: {
            type: 'object',
            properties: { file: { type: 'string', contentMediaType: 'application/octet-stream' } },
            required: ['file'],
            additionalProperties: false,
          },
        },
      },
    },
    answers: {
      201: jsonAnswer(Asset, 'The file is an asset of the account', { Location: 'Path of the asset.' }),
    },
    problems: [
      ...changes,
      'bad_request',
      'payload_too_large',
      StorageFull,
      UnsupportedMedia,
      'invalid_input',
    ],
  }),
  list: describe({
    id: 'listFiles',
    tag,
    summary: 'Files of the account, newest first',
    answers: { 200: Assets },
    problems: ['invalid_input'],
  }),
  get: describe({
    id: 'getFile',
    tag,
    summary: 'One file',
    answers: { 200: Asset },
    problems: ['not_found'],
  }),
  writeOut: describe({
    id: 'writeOutFile',
    tag,
    summary: 'Store a computed file as an ordinary one',
    description:
      'Long loops are computed from one repeat while they are downloaded. This writes all their bytes to storage, where they count; the room is set aside at once. The content and the links stay the same. Asking again while it is under way answers how far it is; an ordinary file is left as it is.',
    answers: {
      200: jsonAnswer(WriteOut, 'It is an ordinary file'),
      202: jsonAnswer(WriteOut, 'It waits its turn or is being written'),
    },
    problems: [...changes, 'not_found', StorageFull, 'unavailable'],
  }),
  findWriteOut: describe({
    id: 'getWriteOut',
    tag,
    summary: 'How far a file is that is being written out',
    answers: { 200: WriteOut },
    problems: ['not_found'],
  }),
  cancelWriteOut: describe({
    id: 'cancelWriteOut',
    tag,
    summary: 'Stop writing a file out',
    description:
      'What was written is removed, and the file stays as it was. One that is done already stays an ordinary file.',
    answers: { 204: emptyAnswer('It is not being written any more') },
    problems: [...changes, 'not_found'],
  }),
  remove: describe({
    id: 'deleteFile',
    tag,
    summary: 'Delete a file',
    answers: { 204: emptyAnswer('Deleted') },
    problems: [...changes, 'not_found', 'in_use'],
  }),
  open: describe({
    id: 'openFile',
    tag,
    summary: 'Open a signed link',
    description:
      'The `url` or `thumbnailUrl` of an asset or output, as it stands. Serves `HEAD`, `Range`, `If-Range` and `If-None-Match`.',
    by: 'anyone',
    parameters: [
      parameter('query', 'e', 'When the link ends, in Unix seconds.'),
      parameter('query', 's', 'The signature.'),
      parameter(
        'query',
        'form',
        '`compact`: a long loop as a small file whose index points at each repeat. Not every player and platform takes it.',
      ),
      parameter('query', 'download', 'Anything: the browser saves the file instead of showing it.'),
      parameter('header', 'Range', 'One range of bytes.'),
    ],
    answers: {
      200: bodyAnswer('*/*', 'The file', { ETag: 'Names the content.' }),
      206: bodyAnswer(
        '*/*',
        'The range that was asked for; players get the first part of it where it is long',
        {
          'Content-Range': 'Which bytes of how many.',
        },
      ),
      304: emptyAnswer('The copy at hand is still good'),
      416: emptyAnswer('The file has no such range', { 'Content-Range': 'How many bytes there are.' }),
    },
    problems: ['not_found'],
  }),
  options: describe({
    id: 'getUploadOptions',
    tag,
    summary: 'What the resumable upload can do (tus 1.0.0)',
    by: 'anyone',
    answers: {
      204: emptyAnswer('In headers', {
        'Tus-Extension': 'Extensions of the protocol.',
        'Tus-Max-Size': 'Bytes.',
      }),
    },
  }),
  begin: describe({
    id: 'beginUpload',
    tag,
    summary: 'Begin a resumable upload (tus creation)',
    description:
      'Room for the file is set aside, so its length must be known. The id of the upload becomes the id of its asset.',
    parameters: [
      resumable,
      metadata,
      parameter('header', 'Upload-Length', 'Bytes of the whole file.', { type: 'integer' }),
    ],
    takes: { ...bytes, required: false },
    answers: {
      201: jsonAnswer(Asset, 'Begun; with a body that carried every byte, the asset', {
        Location: 'Path of the upload.',
        ...offset,
      }),
      400: protocol,
      412: protocol,
    },
    problems: [...changes, 'payload_too_large', StorageFull, UnsupportedMedia],
  }),
  offset: describe({
    id: 'getUploadOffset',
    tag,
    summary: 'How much of an upload has arrived: HEAD only',
    description: 'A client that was cut off asks here and goes on from `Upload-Offset`. `GET` itself is 404.',
    parameters: [resumable],
    answers: {
      200: emptyAnswer('In headers, to `HEAD`', { ...offset, 'Upload-Length': 'Bytes of the whole file.' }),
      412: protocol,
    },
    problems: ['not_found'],
  }),
  append: describe({
    id: 'appendUpload',
    tag,
    summary: 'Send the next bytes of an upload',
    parameters: [
      resumable,
      parameter('header', 'Upload-Offset', 'Where these bytes belong.', { type: 'integer' }),
    ],
    takes: { ...bytes, required: true },
    answers: {
      200: jsonAnswer(Asset, 'The last byte has arrived: the asset', offset),
      204: emptyAnswer('Taken; more is to come', offset),
      400: protocol,
      409: protocol,
      412: protocol,
    },
    problems: [...changes, 'not_found', 'payload_too_large', StorageFull, UnsupportedMedia],
  }),
  abandon: describe({
    id: 'abandonUpload',
    tag,
    summary: 'Give up an upload that has not ended',
    parameters: [resumable],
    answers: { 204: emptyAnswer('Forgotten'), 400: protocol, 412: protocol },
    problems: [...changes, 'not_found'],
  }),
}
