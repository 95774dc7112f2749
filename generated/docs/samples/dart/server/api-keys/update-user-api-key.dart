import 'dart:convert';

import 'package:http/http.dart' as http;

Future<void> main() async {
  final response = await http.patch(
    Uri.parse('https://api.hexclave.com/api/v1/user-api-keys/7c3d2b1a-5e4f-4a6b-8c9d-0e1f2a3b4c5d'),
    headers: {
      'X-Hexclave-Access-Type': 'server',
      'X-Hexclave-Project-Id': '<your project UUID>',
      'X-Hexclave-Secret-Server-Key': 'ssk_<your secret server key>',
      'Content-Type': 'application/json',
    },
    body: jsonEncode({
      'description': 'Nightly import',
      'revoked': true,
    }),
  );
  if (response.statusCode >= 400) {
    throw http.ClientException('${response.statusCode} ${response.body}');
  }
  print(jsonDecode(response.body));
}
