import 'dart:convert';

import 'package:http/http.dart' as http;

Future<void> main() async {
  final response = await http.post(
    Uri.parse('https://api.hexclave.com/api/v1/team-permission-definitions'),
    headers: {
      'X-Hexclave-Access-Type': 'admin',
      'X-Hexclave-Project-Id': '<your project UUID>',
      'X-Hexclave-Super-Secret-Admin-Key': 'sak_<your super secret admin key>',
      'Content-Type': 'application/json',
    },
    body: jsonEncode({
      'id': 'billing:manage',
      'description': 'May change what is paid.',
      'contained_permission_ids': ['billing:read'],
    }),
  );
  if (response.statusCode >= 400) {
    throw http.ClientException('${response.statusCode} ${response.body}');
  }
  print(jsonDecode(response.body));
}
